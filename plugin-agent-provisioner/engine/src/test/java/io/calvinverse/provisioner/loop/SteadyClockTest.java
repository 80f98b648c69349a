package io.calvinverse.provisioner.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SteadyClockTest {
    private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");

    private final AtomicReference<Instant> wall = new AtomicReference<>(T);
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 500);

    @Test
    void jumpsOfTheWallClockChangeNothing() {
        SteadyClock clock = new SteadyClock(wall::get, nanos::get, Instant.EPOCH);
        wall.set(T.minusSeconds(86_400));
        nanos.addAndGet(1_000);
        assertEquals(T.plusNanos(1_000), clock.instant(), "also when the monotonic clock overflows");
        wall.set(T.plusSeconds(86_400));
        assertEquals(T.plusNanos(1_000), clock.instant());
    }

    @Test
    void timeNeverLiesBeforeWhatHappened() {
        SteadyClock clock = new SteadyClock(wall::get, nanos::get, T.plusSeconds(5));
        assertEquals(T.plusSeconds(5), clock.instant());
        nanos.addAndGet(3);
        assertEquals(T.plusSeconds(5).plusNanos(3), clock.instant());
    }
}
