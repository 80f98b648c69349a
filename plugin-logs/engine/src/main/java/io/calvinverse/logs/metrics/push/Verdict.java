package io.calvinverse.logs.metrics.push;

/**
 * What came of a request.
 *
 * @param fate of what was sent
 * @param reason for people; empty when it was taken
 */
record Verdict(Fate fate, String reason) {
    enum Fate {
        TAKEN,
        /** Refused for good, some or all of it. */
        REFUSED,
        /** To be sent in smaller pieces. */
        TOO_LARGE,
        AGAIN
    }

    static final Verdict TAKEN = new Verdict(Fate.TAKEN, "");
}
