package io.calvinverse.provisioner.simulation;

/**
 * How likely what goes wrong is in one world, per opportunity.
 *
 * @param refused a provider refuses
 * @param exhausted it has no room
 * @param unavailable it cannot be reached
 * @param lost it did what was asked, and the answer says otherwise
 * @param hang it never answers; it may or may not have done it, or do it late
 * @param slow it takes up to minutes
 * @param stillborn a machine never boots
 * @param stops a machine stops by itself
 * @param disconnects an agent loses its connection for a while
 * @param crashes the controller is killed at one of the points where that may matter
 * @param diskFull a commit fails
 * @param administrator somebody removes nodes, drains and destroys
 * @param reloads the configuration changes
 * @param rejected the executor is full
 * @param outages the environment does not answer for minutes
 * @param vanishes the environment loses a machine that is well
 * @param sealed what a machine is told of its environment cannot be had
 */
record Faults(
        double refused,
        double exhausted,
        double unavailable,
        double lost,
        double hang,
        double slow,
        double stillborn,
        double stops,
        double disconnects,
        double crashes,
        double diskFull,
        double administrator,
        double reloads,
        double rejected,
        double outages,
        double vanishes,
        double sealed) {

    static final Faults NONE = new Faults(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Each kind is absent from most worlds, so that every mixture occurs. */
    static Faults of(Dice dice) {
        if (dice.chance(0.1)) {
            return NONE;
        }
        return new Faults(
                some(dice, 0.15),
                some(dice, 0.15),
                some(dice, 0.3),
                some(dice, 0.3),
                some(dice, 0.15),
                some(dice, 0.2),
                some(dice, 0.3),
                some(dice, 0.3),
                some(dice, 0.5),
                some(dice, 0.01),
                some(dice, 0.2),
                some(dice, 1),
                some(dice, 1),
                some(dice, 0.05),
                some(dice, 0.5),
                some(dice, 0.5),
                some(dice, 0.3));
    }

    private static double some(Dice dice, double most) {
        return dice.chance(0.6) ? 0 : most * dice.between(1, 100) / 100;
    }
}
