package io.jenkins.plugins.calvinverse.environments;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for a condition, for as long as a busy machine may take. */
final class Waiting {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Waiting() {}

    static <T> T until(Supplier<String> otherwise, Callable<T> look, Predicate<T> wanted) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            T seen = look.call();
            if (wanted.test(seen)) {
                return seen;
            }
            Thread.sleep(100);
        }
        return fail(otherwise);
    }
}
