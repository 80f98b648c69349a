package io.calvinverse.environments.secrets;

import java.time.Duration;
import java.time.Instant;

/**
 * The life of a token or lease: granted for some time, renewed when two thirds of it have passed, exhausted when a renewal
 * gives no more than a third of what the first grant gave (its longest life is near) or cannot be had. Touched on the timeline
 * only.
 */
final class Span {

    /** So far away that it never comes, and can still be added to. */
    private static final Instant NEVER = Instant.ofEpochSecond(1L << 40);

    private final String name;
    private final Duration whole;
    private final boolean renewable;
    private Duration granted;
    private Instant from;
    private Instant retry;
    private boolean exhausted;

    /**
     * @param name accessor or lease id
     * @param whole granted at first; zero for one without end
     */
    Span(String name, Duration whole, boolean renewable, Instant from) {
        this.name = name;
        this.whole = whole;
        this.renewable = renewable;
        this.granted = whole;
        this.from = from;
    }

    String name() {
        return name;
    }

    Duration whole() {
        return whole;
    }

    boolean renewable() {
        return renewable;
    }

    boolean exhausted() {
        return exhausted;
    }

    Instant until() {
        return whole.isZero() ? NEVER : from.plus(granted);
    }

    Instant due() {
        if (whole.isZero()) {
            return NEVER;
        }
        Instant due = from.plus(granted.multipliedBy(2).dividedBy(3));
        return retry != null && retry.isAfter(due) ? retry : due;
    }

    void renewed(Duration anew, Instant now) {
        granted = anew;
        from = now;
        retry = null;
        exhausted = anew.multipliedBy(3).compareTo(whole) <= 0;
    }

    /** It cannot be renewed. */
    void exhaust() {
        exhausted = true;
    }

    /** No answer; try again then. */
    void retry(Instant when) {
        retry = when;
    }

    /** After a start nobody knows how much of it is left: it is due at once. */
    void unknown(Instant now) {
        from = now.minus(granted.multipliedBy(2).dividedBy(3));
    }
}
