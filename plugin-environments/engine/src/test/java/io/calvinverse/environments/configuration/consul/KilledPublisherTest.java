package io.calvinverse.environments.configuration.consul;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.environments.configuration.ledger.Done;
import io.calvinverse.environments.configuration.publish.Consent;
import io.calvinverse.environments.configuration.publish.Releases;
import io.calvinverse.environments.configuration.publish.Samples;
import io.calvinverse.environments.configuration.publish.Status;
import io.calvinverse.environments.configuration.release.Release;
import io.calvinverse.environments.configuration.store.Content;
import io.calvinverse.environments.configuration.store.Entry;
import io.calvinverse.environments.consul.Consul;
import io.calvinverse.environments.consul.ConsulSettings;
import io.calvinverse.parts.ConsulPart;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A publishing process is killed by SIGKILL after each of its requests to a real Consul. */
class KilledPublisherTest {
    private static final int KEYS = 100;
    private static final Release OLD = Samples.release("1.0.0", KEYS);
    private static final Release NEW = Samples.release("1.1.0", KEYS);

    private static ConsulPart server;
    private static Consul consul;
    private static ConsulKeyValues store;

    @BeforeAll
    static void start() {
        server = ConsulPart.start();
        consul = new Consul(ConsulSettings.of(server.http()), HttpClient.newHttpClient());
        store = new ConsulKeyValues(consul);
    }

    @AfterAll
    static void end() {
        if (server != null) {
            server.close();
        }
    }

    private static Map<String, Content> tree() throws IOException {
        return new TreeMap<>(Samples.releases(store).read("config/"));
    }

    private static void publish(Release release) throws Exception {
        Releases releases = Samples.releases(store);
        Done done = releases.publish(releases.plan(release, Set.of()), Consent.NONE, "test");
        assertTrue(done.published());
        assertEquals(Samples.tree(release), tree());
    }

    /** False when it ended before that request. */
    private static boolean killedAfter(int request) throws Exception {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        PublisherMain.class.getName(),
                        server.http().toString(),
                        NEW.version().toString(),
                        "" + KEYS,
                        "" + request)
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            StringBuilder all = new StringBuilder();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.equals("at " + request)) {
                    return true;
                } else if (line.equals("done")) {
                    return false;
                }
                all.append(line).append('\n');
            }
            throw new AssertionError("the publisher ended by itself:\n" + all);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** As when the time of the dead one's session is over. */
    private static void endSessionOfTheDead() throws IOException {
        List<Entry> lock = store.read("data/releases/lock");
        if (!lock.isEmpty() && !lock.get(0).session().isEmpty()) {
            store.endSession(lock.get(0).session());
        }
    }

    @Test
    void afterEachRequestTheNextLookTellsTheTruthAndTheNextRunEndsIt() throws Exception {
        int halves = 0;
        boolean killed = true;
        for (int request = 1; killed; request++) {
            consul.keys().deleteTree("");
            publish(OLD);
            killed = killedAfter(request);
            endSessionOfTheDead();

            Status status = Samples.releases(store).status();
            if (status.pending() == null) {
                Release whole = status.current().act().version().equals(NEW.version()) ? NEW : OLD;
                assertEquals(Samples.tree(whole), tree(), "after request " + request);
            } else {
                halves++;
                assertEquals(OLD.version(), status.current().act().version());
                String text = String.join("\n", status.text());
                assertTrue(
                        text.contains("release 1.1.0 (commit c0ffee, by publisher) is half published since ")
                                && text.contains(status.done() + " of " + (KEYS + 2) + " keys are written"),
                        text);
            }
            next(request, status);
        }
        assertTrue(halves >= 3, "killed while half published only " + halves + " times");
    }

    private static void next(int request, Status status) throws Exception {
        Releases releases = Samples.releases(store);
        if (request % 3 == 0 && status.pending() != null) {
            assertTrue(!releases.recover(true, "test").published());
            assertEquals(Samples.tree(OLD), tree());
        } else if (request % 3 == 1 && status.pending() != null) {
            assertTrue(releases.recover(false, "test").published());
            assertEquals(Samples.tree(NEW), tree());
        } else {
            publish(NEW);
        }
        assertNull(Samples.releases(store).status().pending());
        publish(Samples.release("2.0.0", KEYS + 20));
    }

    @Test
    void aDeadOnesLockIsFreeWithinAMinute() throws Exception {
        consul.keys().deleteTree("");
        publish(OLD);
        assertTrue(killedAfter(12));
        assertNotNull(store.read("data/releases/lock").get(0).session());
        Instant start = Instant.now();
        publish(NEW);
        assertTrue(Duration.between(start, Instant.now()).toSeconds() < 60);
    }
}
