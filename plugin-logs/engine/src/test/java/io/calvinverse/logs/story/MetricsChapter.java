package io.calvinverse.logs.story;

import static io.calvinverse.parts.story.Markup.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.calvinverse.logs.metrics.BuildFigures;
import io.calvinverse.logs.metrics.BuildPoints;
import io.calvinverse.logs.metrics.TagRules;
import io.calvinverse.logs.metrics.push.PushSettings;
import io.calvinverse.logs.metrics.push.Pusher;
import io.calvinverse.logs.real.Rig;
import io.calvinverse.parts.InfluxPart;
import io.calvinverse.parts.story.Grid;
import io.calvinverse.parts.story.Markup;
import io.calvinverse.parts.story.Narrator;
import io.calvinverse.parts.story.Stage;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Builds end, and their figures are pushed to a store that dies on the way. */
final class MetricsChapter {
    private static final String DATABASE = "services";
    private static final int BUILDS = 600;
    private static final String QUERY =
            "SELECT COUNT(seconds) AS builds, MEAN(seconds) AS mean, MAX(seconds) AS longest,"
                    + " MEAN(wait_seconds) AS waited FROM " + BuildPoints.BUILD + " GROUP BY label, result";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TagRules RULES = TagRules.parse(TagRules.DEFAULT, why -> {});

    private final Narrator narrator;
    private final Stage stage;
    private final Path directory;
    private final Supplier<InfluxPart> server;
    private Grid rows = new Grid("Label", "Result", "Builds", "Mean", "Longest", "Waited");
    private int points;

    MetricsChapter(Narrator narrator, Stage stage, Path directory, Supplier<InfluxPart> server) {
        this.narrator = narrator;
        this.stage = stage;
        this.directory = directory;
        this.server = server;
    }

    void play() throws Exception {
        InfluxPart influx = stage.add(server.get());
        influx.query("", "CREATE DATABASE " + DATABASE);
        narrator.tell(format(
                "An InfluxDB has started. %d builds end, each of two stages; after a third of them it is killed.",
                BUILDS));
        PushSettings settings = new PushSettings(influx.address(), DATABASE, "", Duration.ofSeconds(10), 10_000_000);
        Pusher pusher = new Pusher(
                settings, Files.createDirectories(directory), HttpClient.newHttpClient(), () -> null, Rig.retry());
        for (int number = 1; number <= BUILDS; number++) {
            BuildPoints.of(build(number), RULES).forEach(pusher::offer);
            if (number == BUILDS / 3) {
                settle(pusher);
                influx.server().kill();
            }
            pusher.tick();
        }
        narrator.comes(20, "what cannot be sent waits on disk, and the trouble is named", () -> {
            pusher.tick();
            return !pusher.status().trouble().isEmpty() && pusher.status().waitingBytes() > 0;
        });
        narrator.happened(pusher.status().trouble());
        influx.server().restart();
        narrator.tell("InfluxDB is back.");
        narrator.expect(settle(pusher) && pusher.status().lost() == 0, "all that waited is sent, and nothing was lost");
        narrator.tell("All of it is sent once more, as after a controller that was restored from a backup.");
        for (int number = 1; number <= BUILDS; number++) {
            BuildPoints.of(build(number), RULES).forEach(pusher::offer);
        }
        settle(pusher);
        points = count(influx, BuildPoints.BUILD) + count(influx, BuildPoints.STAGE);
        narrator.expect(
                count(influx, BuildPoints.BUILD) == BUILDS && count(influx, BuildPoints.STAGE) == 2 * BUILDS,
                format(
                        "the store has %d builds and %d stages, each once",
                        count(influx, BuildPoints.BUILD), count(influx, BuildPoints.STAGE)));
        rows(influx);
    }

    private static BuildFigures build(int number) {
        boolean linux = number % 3 != 0;
        long started = 1_800_000_000_000L + number * 60_000L;
        long test = 20_000 + number * 37L % 9_000;
        return new BuildFigures(
                "team/app/main",
                "team/app",
                number,
                linux ? "linux" : "windows",
                number % 17 == 0 ? "FAILURE" : "SUCCESS",
                started,
                (linux ? 40_000 : 75_000) + test,
                (linux ? 1_500 : 4_000) + number * 13L % 900,
                List.of(
                        new BuildFigures.Stage("5", "Build", "SUCCESS", started, 30_000),
                        new BuildFigures.Stage("9", "Test", "SUCCESS", started + 30_000, test)));
    }

    /** False when something still waits after half a minute. */
    private boolean settle(Pusher pusher) throws InterruptedException {
        double end = narrator.now() + 30;
        while (pusher.status().waitingBytes() + pusher.status().waitingPoints() > 0) {
            if (narrator.now() > end) {
                return false;
            }
            if (!pusher.tick()) {
                Thread.sleep(20);
            }
        }
        return true;
    }

    private static int count(InfluxPart influx, String measurement) throws JsonProcessingException {
        JsonNode answer = JSON.readTree(influx.query(DATABASE, "SELECT COUNT(seconds) FROM " + measurement));
        return answer.at("/results/0/series/0/values/0/1").asInt();
    }

    private void rows(InfluxPart influx) throws JsonProcessingException {
        rows = new Grid("Label", "Result", "Builds", "Mean", "Longest", "Waited");
        for (JsonNode series : JSON.readTree(influx.query(DATABASE, QUERY)).at("/results/0/series")) {
            JsonNode values = series.at("/values/0");
            rows.row(
                    series.at("/tags/label").asText(),
                    series.at("/tags/result").asText(),
                    values.get(1).asInt(),
                    Markup.seconds(values.get(2).asDouble()),
                    Markup.seconds(values.get(3).asDouble()),
                    Markup.seconds(values.get(4).asDouble()));
        }
    }

    int points() {
        return points;
    }

    String table() {
        return "<p class=\"lead\"><code>" + Markup.text(QUERY) + "</code></p>" + rows.html();
    }
}
