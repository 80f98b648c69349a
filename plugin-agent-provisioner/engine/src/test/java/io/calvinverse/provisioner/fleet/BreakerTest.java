package io.calvinverse.provisioner.fleet;

import static io.calvinverse.provisioner.fleet.Scene.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private static Breaker after(Breaker before, int failures, Instant at) {
        Breaker breaker = before;
        for (int i = 0; i < failures; i++) {
            breaker = breaker.failed(at, false, "failure " + i);
        }
        return breaker;
    }

    @Test
    void threeFailuresInARowOpenIt() {
        Breaker two = after(Breaker.CLOSED, 2, NOW);
        assertFalse(two.open(NOW));
        assertEquals(Integer.MAX_VALUE, two.allows(NOW, 50));
        Breaker three = after(two, 1, NOW);
        assertTrue(three.open(NOW));
        assertEquals(0, three.allows(NOW, 0));
        assertEquals("failure 0", three.cause());
    }

    @Test
    void aFullProviderNeedsNoSecondProof() {
        assertTrue(Breaker.CLOSED.failed(NOW, true, "full").open(NOW));
    }

    @Test
    void afterTheBackOffOneMayTry() {
        Breaker open = after(Breaker.CLOSED, 3, NOW);
        Instant later = NOW.plusSeconds(30);
        assertTrue(open.open(later.minusMillis(1)));
        assertFalse(open.halfOpen(later.minusMillis(1)));
        assertFalse(open.open(later));
        assertTrue(open.halfOpen(later));
        assertEquals(1, open.allows(later, 0));
        assertEquals(0, open.allows(later, 1));
    }

    @Test
    void thoseUnderWayDoNotProlongIt() {
        Breaker open = after(Breaker.CLOSED, 3, NOW);
        Breaker more = after(open, 5, NOW.plusSeconds(10));
        assertEquals(open.until(), more.until());
        assertEquals(8, more.failures());
    }

    @Test
    void theBackOffDoublesUpToTenMinutes() {
        Breaker breaker = after(Breaker.CLOSED, 3, NOW);
        for (long seconds : new long[] {60, 120, 240, 480, 600, 600}) {
            breaker = after(breaker, 1, breaker.until());
            assertEquals(Duration.ofSeconds(seconds), breaker.backoff());
        }
    }
}
