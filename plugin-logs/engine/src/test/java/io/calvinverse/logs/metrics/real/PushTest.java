package io.calvinverse.logs.metrics.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.logs.metrics.BuildFigures;
import io.calvinverse.logs.metrics.BuildPoints;
import io.calvinverse.logs.metrics.Point;
import io.calvinverse.logs.metrics.TagRules;
import io.calvinverse.logs.metrics.Tags;
import io.calvinverse.logs.metrics.push.PushSettings;
import io.calvinverse.logs.metrics.push.Pusher;
import io.calvinverse.logs.ship.Retry;
import io.calvinverse.parts.InfluxPart;
import io.calvinverse.parts.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushTest {
    private static final TagRules RULES = TagRules.parse(TagRules.DEFAULT, why -> {});
    private static InfluxPart influx;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        influx = InfluxPart.start("max-body-size = 40000");
        Rows.createDatabase(influx, "services");
    }

    @AfterAll
    static void end() {
        if (influx != null) {
            influx.close();
        }
    }

    private Pusher pusher(URI server, String database) throws IOException {
        PushSettings settings = new PushSettings(server, database, "", Duration.ofSeconds(30), 10_000_000);
        Retry retry = new Retry(
                InstantSource.system(), new SplittableRandom(1), Duration.ofMillis(20), Duration.ofMillis(50));
        HttpClient client = HttpClient.newHttpClient();
        return new Pusher(settings, directory, client, () -> null, retry);
    }

    private static void until(Pusher pusher) throws InterruptedException {
        while (pusher.status().waitingBytes() + pusher.status().waitingPoints() > 0) {
            if (!pusher.tick()) {
                Thread.sleep(20);
            }
        }
    }

    private static BuildFigures build(int number) {
        return new BuildFigures(
                "team/app/main",
                "team/app",
                number,
                "linux && docker",
                "SUCCESS",
                1_700_000_000_000L,
                60_000 + number % 701,
                2_000,
                List.of(new BuildFigures.Stage("5", "Test", "SUCCESS", 1_700_000_000_000L, 30_000 + number)));
    }

    @Test
    void whatIsInNamesAndValuesComesBackAsItWas() throws Exception {
        Pusher pusher = pusher(influx.address(), "services");
        pusher.offer(Point.of(
                "odd",
                Tags.of("label", "a && \"b\", c=d \\ é").with("other", "x\\y"),
                Map.of("text", "line\nbreak \"\\\"", "whole", 7L, "part", 0.1, "yes", true),
                1_700_000_000_000_000_001L));
        until(pusher);
        assertEquals(
                "[{time=1700000000000000001, label=a && \"b\", c=d \\ é, other=x\\y, part=0.1, text=line\n"
                        + "break \"\\\", whole=7, yes=true}]",
                Rows.of(influx, "services", "SELECT * FROM odd").toString());
    }

    /** Killed and started again while points come; sent again from the first to the last: each build is there once. */
    @Test
    void aServerThatDiesCostsNothingAndSendingAgainReplaces() throws Exception {
        Rows.createDatabase(influx, "again");
        Pusher pusher = pusher(influx.address(), "again");
        for (int number = 1; number <= 1_500; number++) {
            for (Point point : BuildPoints.of(build(number), RULES)) {
                pusher.offer(point);
            }
            if (number == 500) {
                influx.server().kill();
            }
            if (number == 1_000) {
                pusher.tick();
                assertTrue(
                        pusher.status().trouble().contains("cannot be reached"),
                        pusher.status().trouble());
                influx.server().restart();
            }
            pusher.tick();
        }
        until(pusher);
        for (int number = 1; number <= 1_500; number++) {
            BuildPoints.of(build(number), RULES).forEach(pusher::offer);
        }
        until(pusher);
        assertEquals("", pusher.status().trouble());
        assertEquals(0, pusher.status().lost() + pusher.status().refused());
        for (String measurement : List.of(BuildPoints.BUILD, BuildPoints.STAGE)) {
            assertEquals(
                    "1500",
                    Rows.of(influx, "again", "SELECT COUNT(seconds) FROM " + measurement)
                            .get(0)
                            .get("count"));
        }
    }

    @Test
    void whatTheStoreCanNeverTakeIsCountedAndDoesNotStopTheRest() throws Exception {
        Pusher pusher = pusher(influx.address(), "services");
        pusher.offer(Point.of("typed", Tags.NONE, Map.of("value", 1L), 1));
        until(pusher);
        pusher.offer(Point.of("typed", Tags.NONE, Map.of("value", "text"), 2));
        pusher.offer(Point.of("typed", Tags.NONE, Map.of("value", 3L), 3));
        until(pusher);
        assertTrue(
                pusher.status().lastRefusal().contains("field type conflict"),
                pusher.status().lastRefusal());
        assertEquals(2, Rows.of(influx, "services", "SELECT * FROM typed").size());
    }

    @Test
    void errorsNameTheThingAndTheWayOut() throws Exception {
        Pusher missing = pusher(influx.address(), "nowhere");
        missing.offer(Point.of("m", Tags.NONE, Map.of("value", 1L), 1));
        missing.tick();
        assertTrue(
                missing.status().trouble().contains("has no database 'nowhere'"),
                missing.status().trouble());
        assertTrue(missing.status().waitingBytes() > 0, "it waits");
    }

    @Test
    void nobodyThereIsSaid() throws Exception {
        Pusher nobody = pusher(URI.create("http://127.0.0.1:" + Ports.free()), "services");
        nobody.offer(Point.of("m", Tags.NONE, Map.of("value", 1L), 1));
        nobody.tick();
        assertTrue(
                nobody.status().trouble().contains("cannot be reached; check"),
                nobody.status().trouble());
    }
}
