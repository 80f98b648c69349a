package io.calvinverse.environments.configuration.publish;

import io.calvinverse.environments.configuration.ConfigurationException;
import io.calvinverse.environments.configuration.ledger.Done;
import io.calvinverse.environments.configuration.ledger.Ledger;
import io.calvinverse.environments.configuration.store.Pause;
import io.calvinverse.environments.configuration.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Looks and acts until a goal is reached, through lost answers, lost locks and a store that is away for a while. */
final class Pursuit {
    private static final Logger LOGGER = Logger.getLogger(Pursuit.class.getName());
    private static final int MOST_ROUNDS = 100;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Desk desk;
    private final Ledger ledger;
    private final Clock clock;
    private final Pause pause;

    Pursuit(Desk desk, Ledger ledger, Clock clock, Pause pause) {
        this.desk = desk;
        this.ledger = ledger;
        this.clock = clock;
        this.pause = pause;
    }

    Done run(Goal goal) throws ConfigurationException, InterruptedException {
        Instant reached = clock.instant();
        int written = desk.written();
        Duration rest = FIRST_PAUSE;
        StoreException last = new StoreException("other writers kept changing it");
        for (int rounds = 0; rounds < MOST_ROUNDS; rounds++) {
            try {
                desk.sit();
                Done done = goal.pursue(ledger.look(), ledger.acts());
                if (done != null) {
                    return done;
                }
                reached = clock.instant();
                rest = FIRST_PAUSE;
            } catch (StoreException e) {
                last = e;
                if (desk.written() > written) {
                    // Each transaction is progress, also when the round broke off after it.
                    written = desk.written();
                    reached = clock.instant();
                    rest = FIRST_PAUSE;
                }
                if (!e.passing()
                        || clock.instant().isAfter(reached.plus(desk.settings().patience()))) {
                    break;
                }
                LOGGER.log(Level.INFO, "a release is being written and its store does not answer; trying again", e);
                pause.await(rest);
                rest = rest.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : rest.multipliedBy(2);
            }
        }
        throw new UnfinishedException(goal.title(), desk.store().name(), last);
    }
}
