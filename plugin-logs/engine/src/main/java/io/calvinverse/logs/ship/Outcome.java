package io.calvinverse.logs.ship;

/**
 * What became of a batch.
 *
 * @param confirmed whether the far end has it (or will never take the rest, see {@code refused})
 * @param refused lines of it that the far end refuses for good, whatever is tried; they are counted and shown
 * @param cause why not, or why lines were refused; empty when all is well
 */
public record Outcome(boolean confirmed, int refused, String cause) {
    public static final Outcome CONFIRMED = new Outcome(true, 0, "");

    public static Outcome failed(String cause) {
        return new Outcome(false, 0, cause);
    }

    public static Outcome refused(int lines, String cause) {
        return new Outcome(true, lines, cause);
    }
}
