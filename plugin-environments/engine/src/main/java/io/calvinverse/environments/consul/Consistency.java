package io.calvinverse.environments.consul;

/** How fresh a read must be; the three modes of Consul. */
public enum Consistency {
    /** The leader answers from what it holds; within its lease that is current. */
    DEFAULT(""),
    /** The leader asks the others first whether it still leads: sees every write that was answered before. */
    CONSISTENT("consistent"),
    /** Any server answers, also one without a leader; {@link Indexed} says how old that may be. */
    STALE("stale");

    private final String parameter;

    Consistency(String parameter) {
        this.parameter = parameter;
    }

    String parameter() {
        return parameter;
    }
}
