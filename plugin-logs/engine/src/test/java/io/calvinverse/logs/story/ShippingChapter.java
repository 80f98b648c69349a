package io.calvinverse.logs.story;

import static io.calvinverse.parts.story.Markup.format;

import io.calvinverse.logs.real.Rig;
import io.calvinverse.logs.real.Writers;
import io.calvinverse.parts.RabbitPart;
import io.calvinverse.parts.story.Chart;
import io.calvinverse.parts.story.Grid;
import io.calvinverse.parts.story.Narrator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Four builds, of which two are Pipelines whose branches interrupt each other, and a broker that is killed. */
final class ShippingChapter {
    private static final int BUILDS = 4;
    private static final int LINES = 60;
    private static final int PATIENCE = 30;

    private final Narrator narrator;
    private final Path directory;
    private final Supplier<RabbitPart> server;
    private final Lag lag;
    private double[] away = {0, 0};
    private Writers writers;
    private FarEnd farEnd;

    ShippingChapter(Narrator narrator, Path directory, Supplier<RabbitPart> server) {
        this.narrator = narrator;
        this.directory = directory;
        this.server = server;
        this.lag = new Lag(narrator);
    }

    void play() throws Exception {
        RabbitPart rabbit = server.get();
        narrator.tell("A RabbitMQ has started. Four builds print; each of their lines goes to its queue.");
        writers = new Writers(directory.resolve("jobs"), BUILDS);
        ScheduledExecutorService printing = Executors.newScheduledThreadPool(2, Rig.daemons());
        try (Rig rig = new Rig(directory.resolve("spool"), Rig.amqp(Rig.settings(rabbit.port())))) {
            writers.follow(rig.spool);
            printing.scheduleAtFixedRate(() -> lag.look(rig.shipper.status()), 0, 100, TimeUnit.MILLISECONDS);
            Future<?> builds = printing.scheduleAtFixedRate(this::print, 0, 50, TimeUnit.MILLISECONDS);
            narrator.comes(
                    PATIENCE,
                    "lines are confirmed by the broker",
                    () -> rig.shipper.status().lines() > 5_000);
            kill(rabbit, rig);
            builds.cancel(false);
            end(rig);
            narrator.tell("The broker is started again.");
            rabbit.server().restart();
            away[1] = narrator.now();
            narrator.happened(format(
                    "it is back after %.1f s, in which %,.0f kB of log came together", away[1] - away[0], lag.most()));
            rig.drained(Duration.ofMinutes(2));
            narrator.expect(
                    rig.spool.givenUp().builds() == 0, "nothing waits any more, and nothing of any build was given up");
        } finally {
            printing.shutdownNow();
        }
        farEnd = FarEnd.read(rabbit);
        narrator.expect(
                writers.lines() == farEnd.arrivals().count(),
                format(
                        "the builds printed %,d lines, and %,d arrived",
                        writers.lines(), farEnd.arrivals().count()));
        narrator.expect(
                writers.faults(farEnd.arrivals()).isEmpty(),
                format(
                        "each with its text, in the order of its build; what came twice (%,d lines) has equal ids",
                        farEnd.arrivals().repeated()));
        writers.faults(farEnd.arrivals()).forEach(narrator::happened);
    }

    private void kill(RabbitPart rabbit, Rig rig) throws InterruptedException {
        narrator.tell("The broker is killed. The builds go on printing.");
        away[0] = narrator.now();
        away[1] = away[0];
        rabbit.server().kill();
        narrator.comes(PATIENCE, "what is not confirmed is counted, and the trouble is named", () -> {
            var status = rig.shipper.status();
            return status.lagBytes() > 100_000 && !status.trouble().isEmpty();
        });
        narrator.happened(rig.shipper.status().trouble());
        Thread.sleep(1_500);
    }

    private void end(Rig rig) throws IOException {
        synchronized (writers) {
            narrator.tell("The builds end, and somebody deletes all four in Jenkins, while the broker is still away.");
            writers.end(rig.spool);
            writers.delete();
        }
    }

    private void print() {
        try {
            synchronized (writers) {
                writers.print(LINES);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    int arrived() {
        return farEnd == null ? 0 : farEnd.arrivals().count();
    }

    long repeated() {
        return farEnd == null ? 0 : farEnd.arrivals().repeated();
    }

    String chart() {
        Chart chart = new Chart(
                narrator, "Log that is not confirmed, and lines that are, over time", lag.begin() - 1, lag.end());
        chart.curve("not confirmed", lag.behind(), "kB").curve("confirmed", lag.confirmed(), "lines");
        if (away[1] > away[0]) {
            chart.outage(away[0], away[1], "no broker");
        }
        return "<ul class=\"legend\"><li><i class=\"k-outage\"></i>no broker</li></ul>" + chart.html();
    }

    String table() {
        Grid grid = new Grid("Build", "Kind", "Lines arrived", "The first", "The last");
        for (int i = 0; farEnd != null && i < BUILDS; i++) {
            var lines = farEnd.arrivals().of("sample#" + i);
            grid.row(
                    "sample #" + i,
                    i % 2 == 0 ? "Pipeline of three branches" : "freestyle",
                    lines.size(),
                    lines.isEmpty() ? "" : lines.get(0),
                    lines.isEmpty() ? "" : lines.get(lines.size() - 1));
        }
        return grid.html();
    }
}
