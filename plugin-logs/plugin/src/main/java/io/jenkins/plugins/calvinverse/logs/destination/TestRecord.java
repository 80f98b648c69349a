package io.jenkins.plugins.calvinverse.logs.destination;

import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.calvinverse.logs.enrich.Batch;
import io.calvinverse.logs.enrich.SingleRecord;
import io.calvinverse.logs.ship.Outcome;
import io.calvinverse.logs.ship.Target;
import io.calvinverse.logs.ship.TrialRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends one record by hand and looks whether it arrived. Ends within a bounded time. */
final class TestRecord {
    private static final Duration CONFIRM = Duration.ofSeconds(15);
    private static final Duration ALL = Duration.ofSeconds(40);

    private TestRecord() {}

    /**
     * @return what was seen at the far end
     * @throws IOException with what is wrong
     */
    static String send(LogTarget target) throws IOException {
        ExecutorService thread = Executors.newSingleThreadExecutor(
                new NamingThreadFactory(new DaemonThreadFactory(), "calvinverse-logs-test"));
        Future<String> seen = thread.submit(() -> sendAndLook(target));
        try {
            return seen.get(ALL.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IOException(Messages.TestRecord_Late(ALL.toSeconds()), e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(Messages.TestRecord_Late(0), e);
        } finally {
            seen.cancel(true);
            thread.shutdownNow();
        }
    }

    private static String sendAndLook(LogTarget target) throws IOException, InterruptedException {
        Surroundings around = AroundHere.surroundings();
        List<String> addresses = Addresses.of(target);
        String id = "test-" + UUID.randomUUID();
        Batch batch = SingleRecord.of(
                id,
                around.clock().millis(),
                "Test record of the log shipping of Jenkins",
                Map.of("source", "jenkins", "kind", "test", "source_host", around.host()));
        Outcome outcome;
        try (Target open = target.open(addresses, around)) {
            outcome = new TrialRecord(open, around.clock()).send(batch, CONFIRM);
        }
        if (!outcome.confirmed() || outcome.refused() > 0) {
            throw new IOException(outcome.cause());
        }
        return target.look(addresses, around, id, outcome);
    }
}
