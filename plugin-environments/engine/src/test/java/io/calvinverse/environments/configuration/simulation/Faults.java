package io.calvinverse.environments.configuration.simulation;

/**
 * How likely what goes wrong is in one world, per request.
 *
 * @param crash the writer is killed, before or after the request
 * @param unreachable the request does not arrive
 * @param lost it is done, and the answer does not arrive
 * @param late what was given up arrives later, or arrives twice
 * @param hurry what is late arrives before the next request
 * @param stall the writer stands still long enough to lose its lock
 * @param ended its session is ended by somebody
 */
record Faults(double crash, double unreachable, double lost, double late, double hurry, double stall, double ended) {

    static final Faults NONE = new Faults(0, 0, 0, 0, 0, 0, 0);

    /** Each kind is absent from most worlds, so that every mixture occurs. */
    static Faults of(Dice dice) {
        return dice.chance(0.05)
                ? NONE
                : new Faults(
                        some(dice, 0.08),
                        some(dice, 0.3),
                        some(dice, 0.3),
                        some(dice, 1),
                        some(dice, 0.3),
                        some(dice, 0.1),
                        some(dice, 0.1));
    }

    private static double some(Dice dice, double most) {
        return dice.chance(0.5) ? 0 : most * dice.between(1, 100) / 100;
    }
}
