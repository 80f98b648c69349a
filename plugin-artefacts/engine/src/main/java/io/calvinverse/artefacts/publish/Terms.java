package io.calvinverse.artefacts.publish;

/**
 * How to publish.
 *
 * @param dryRun look only: nothing is sent
 * @param parallel most transfers at once, 1 to 64
 */
public record Terms(OnConflict onConflict, boolean dryRun, int parallel) {

    public static final int MOST_PARALLEL = 64;

    public static final Terms USUAL = new Terms(OnConflict.FAIL, false, 4);

    public Terms {
        if (parallel < 1 || parallel > MOST_PARALLEL) {
            throw new IllegalArgumentException("parallel is 1 to " + MOST_PARALLEL + ", not " + parallel);
        }
    }
}
