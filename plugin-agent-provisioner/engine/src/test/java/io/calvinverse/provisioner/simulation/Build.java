package io.calvinverse.provisioner.simulation;

/** What waits in the queue and then runs, on one agent. */
final class Build {
    final int label;
    final long takes;
    /** It outlives a crash of the controller. */
    final boolean durable;

    Node node;
    /** It did something on its machine. */
    boolean touched;
    /** The controller crashed and the build did not resume yet. */
    boolean suspended;

    boolean ended;
    /** Makes timers of an earlier life void. */
    int life;

    Build(int label, long takes, boolean durable) {
        this.label = label;
        this.takes = takes;
        this.durable = durable;
    }
}
