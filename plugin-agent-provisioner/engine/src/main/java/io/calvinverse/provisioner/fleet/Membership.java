package io.calvinverse.provisioner.fleet;

/**
 * How its environment sees a machine at one moment.
 *
 * @param state of its registration
 * @param trouble what hinders it there, or why nothing newer is known, for people; empty while all is well
 * @param alarm why the machine must not be used; empty while there is no reason
 * @param released whether nothing that was given to it is left, or its end is certain: the machine may be forgotten
 */
public record Membership(State state, String trouble, String alarm, boolean released) {
    /** Of a machine without an environment. */
    public static final Membership NONE = new Membership(State.NONE, "", "", true);
    /** Nobody was asked yet. */
    public static final Membership UNCERTAIN = new Membership(State.UNCERTAIN, "", "", false);

    /** Of a registration. */
    public enum State {
        /** The environment registers no machines. */
        NONE,
        /** Nothing is certain, as while Consul is away: nothing follows from it. */
        UNCERTAIN,
        /** It never was there. */
        ABSENT,
        /** It is there and answers. */
        REGISTERED,
        /** It was there and does not answer, or has left. */
        LOST
    }

    /** Whether the environment is sure that the machine is not there. */
    boolean missing() {
        return state == State.ABSENT || state == State.LOST;
    }
}
