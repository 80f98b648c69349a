package io.calvinverse.environments.handover;

/** What happens to hand-overs, for those who own the machines. Called by {@link Handovers#round}'s thread. No text is secret. */
public interface HandoverEvents {

    /** The wrapped token lies where the machine looks. */
    default void placed(Recipient recipient) {}

    /** The machine has taken it. */
    default void held(Recipient recipient) {}

    /** Somebody else was there: the machine must not be used. */
    void alarm(Recipient recipient, String text);

    /** A step failed; it is tried again. */
    void failed(Recipient recipient, Exception cause);
}
