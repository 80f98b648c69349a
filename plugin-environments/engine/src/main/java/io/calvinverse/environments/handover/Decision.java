package io.calvinverse.environments.handover;

import io.calvinverse.environments.handover.Observation.Key;
import java.time.Duration;
import java.time.Instant;

/** What to do next about a hand-over. Pure. */
public final class Decision {

    /** One step. */
    public enum Action {
        WAIT,
        /** Make a token and place it. */
        ISSUE,
        /** Find and end the token whose answer was never recorded. */
        FIND,
        /** End the token of this attempt and take back the key; then another attempt. */
        TAKE_BACK,
        /** The machine has it. */
        NOTE_HELD,
        /** Somebody else opened it, or put something else in its place. */
        ALARM,
        /** End everything. */
        RETIRE
    }

    /** A wrapper may be opened in its last moment, Vault's clock is told in whole seconds, and its servers' differ a little. */
    static final Duration MARGIN = Duration.ofSeconds(5);

    private Decision() {}

    /**
     * @param now by the controller's clock, compared with what was recorded by it alone: Vault's may be hours apart
     * @param settle how long a request may still take effect after its sender died
     */
    public static Action next(Passage passage, Observation seen, Instant now, Duration settle) {
        boolean settled = !now.isBefore(passage.since().plus(settle));
        return switch (passage.phase()) {
            case EXPECTED -> Action.ISSUE;
            case CREATING -> settled ? Action.FIND : Action.WAIT;
            case ISSUED -> Action.TAKE_BACK;
            case PLACED -> placed(passage, seen);
            case HELD, ALARMED, GONE -> Action.WAIT;
            case RETIRING -> settled || !passage.unknown() ? Action.RETIRE : Action.WAIT;
        };
    }

    private static Action placed(Passage passage, Observation seen) {
        if (seen.key() == Key.FOREIGN) {
            return Action.ALARM;
        }
        if (seen.wrapperAlive()) {
            return Action.WAIT;
        }
        if (seen.key() == Key.ABSENT) {
            return Action.NOTE_HELD;
        }
        return seen.now().isBefore(passage.expires().minus(MARGIN)) ? Action.ALARM : Action.TAKE_BACK;
    }
}
