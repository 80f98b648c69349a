package io.calvinverse.logs.ship;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class ShipperLoopTest {

    /** A class that cannot be loaded, no memory for a moment: the next round may be well. */
    @Test
    void goesOnAfterAnError() throws Exception {
        Logger logger = Logger.getLogger(ShipperLoop.class.getName());
        logger.setLevel(Level.OFF);
        AtomicInteger rounds = new AtomicInteger();
        CountDownLatch third = new CountDownLatch(1);
        ShipperLoop loop = new ShipperLoop(
                () -> {
                    switch (rounds.incrementAndGet()) {
                        case 1 -> throw new NoClassDefFoundError("gone");
                        case 2 -> throw new IllegalStateException("confused");
                        default -> third.countDown();
                    }
                    return false;
                },
                Duration.ofMillis(10),
                Thread::new);
        loop.start();
        try {
            assertTrue(third.await(30, TimeUnit.SECONDS), rounds + " rounds");
        } finally {
            loop.close(Duration.ofSeconds(30));
            logger.setLevel(null);
        }
    }
}
