package io.calvinverse.provisioner.provider;

import java.util.List;

/**
 * A place that runs machines, in five verbs and what comes after the first connection. Every call may block on the network; the engine makes them on threads of
 * its own and interrupts the ones that take too long. Implementations are thread-safe and keep no state of their own
 * that is not at the provider: two instances for the same place, also in two processes, must see the same machines.
 */
public interface Provider {

    /** Names the place: equal for two instances exactly if they would list the same machines. */
    String id();

    /**
     * Makes a machine, or does nothing when one of that name exists. Owner, template and lease are stored with the
     * machine such that there is no moment at which it exists without them.
     *
     * @throws ProviderException with the kind that tells what to do; after {@code UNAVAILABLE} the machine may exist
     */
    void create(Order order) throws ProviderException, InterruptedException;

    /** All machines of this suite at this place, other owners' and half-made ones included. Never a partial list. */
    List<Instance> list() throws ProviderException, InterruptedException;

    /**
     * Removes a machine and all it takes up. Does nothing when there is none of that name. Returns when the provider
     * accepted the request; {@link #list} tells when it is done.
     */
    void destroy(String name) throws ProviderException, InterruptedException;

    /**
     * The end of what a machine wrote to its console, also after it stopped.
     *
     * @param limit at most that many characters
     * @return the text, empty when there is none
     */
    String console(String name, int limit) throws ProviderException, InterruptedException;

    /**
     * The agent of a machine connected for the first time: what only its first boot needed, and no build is to read, is
     * taken away. May be asked for again; nothing happens where there is nothing to take away.
     */
    default void settle(String name) throws ProviderException, InterruptedException {}

    /** Whether {@link #settle} does anything at this place. Cheap. */
    default boolean settles() {
        return false;
    }

    /** What an administrator wants to know before trusting it: reachable, version, rights, room. Creates nothing. */
    Probe probe() throws InterruptedException;

    /**
     * The outcome of a probe.
     *
     * @param ok whether machines could be made
     * @param text one line for people: what was found, or what is wrong and the way out
     */
    record Probe(boolean ok, String text) {}
}
