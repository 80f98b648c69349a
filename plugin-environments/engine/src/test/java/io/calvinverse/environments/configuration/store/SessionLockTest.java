package io.calvinverse.environments.configuration.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.environments.configuration.simulation.MemoryStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Renewals whose answers are lost. */
class SessionLockTest {
    private static final Duration LIFE = Duration.ofSeconds(15);

    private final Hand clock = new Hand();
    private final MemoryStore store = new MemoryStore(clock, Limits.CONSUL);
    private boolean silent;
    private boolean passing = true;
    private int renewals;
    private final SessionLock lock = new SessionLock(
            new Stepped(store, (step, request) -> {
                renewals += request.equals("renew") ? 1 : 0;
                if (silent && request.equals("renew")) {
                    throw new StoreException("no answer within 5 s", passing, null);
                }
            }),
            "lock",
            LIFE,
            clock,
            time -> clock.now = clock.now.plus(time));

    /** A clock that is set. */
    private static final class Hand extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @BeforeEach
    void hold() throws Exception {
        lock.hold("tester", Duration.ZERO);
        silent = true;
    }

    @Test
    void oneWithoutAnAnswerIsNotTheEndWhileTheSessionMayLive() throws Exception {
        clock.now = clock.now.plusSeconds(6);
        assertTrue(lock.keep());
        assertEquals(1, renewals);
        assertInstanceOf(Outcome.Committed.class, store.commit(List.of(lock.guard())), "the lock still guards");
        silent = false;
        assertTrue(lock.keep());
        assertEquals(2, renewals, "it is tried again at once, not after another third");
    }

    @Test
    void itIsWhenTheLifeIsOver() {
        clock.now = clock.now.plus(LIFE);
        assertThrows(StoreException.class, lock::keep);
    }

    @Test
    void aRefusalIsToldAtOnce() {
        passing = false;
        clock.now = clock.now.plusSeconds(6);
        assertThrows(StoreException.class, lock::keep);
    }

    @Test
    void anEndedSessionIsNoticed() throws Exception {
        silent = false;
        clock.now = clock.now.plus(LIFE.multipliedBy(3));
        assertFalse(lock.keep());
        lock.hold("tester", Duration.ZERO);
        assertTrue(lock.keep());
    }
}
