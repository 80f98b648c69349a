package io.calvinverse.logs.simulation;

import io.calvinverse.logs.spool.BuildFacts;
import io.calvinverse.logs.spool.Spool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A build as Jenkins and the plugin see it. */
final class SampleBuild {
    static final String SECRET = "s3cr3t-t0k3n";
    private static final List<String> NODES = List.of("", "5", "7", "12");
    private static final String NOTE = "\u001B[8mha:AAAAnote\u001B[0m";

    final String identity;
    final SampleLog log;
    final long started;
    String key;
    boolean running = true;
    boolean endTold;
    boolean deleted;
    private int printed;

    SampleBuild(Path jobs, int number, boolean indexed, long started) {
        identity = "job#" + number;
        log = new SampleLog(jobs.resolve("build-" + number), indexed);
        this.started = started;
    }

    BuildFacts facts() {
        return new BuildFacts(
                identity,
                identity,
                started,
                "UTF-8",
                log.indexed(),
                log.log().toString(),
                Map.of("projectName", "job"),
                Map.of());
    }

    void follow(Spool spool) throws IOException {
        key = spool.follow(facts()).key();
        spool.hide(key, Set.of(SECRET));
    }

    void print(Dice dice) throws IOException {
        String node = log.indexed() ? dice.of(NODES) : "";
        for (int parts = 1 + dice.below(4); parts > 0; parts--) {
            log.print(node, text(dice));
        }
        if (dice.oneIn(2)) {
            log.flush();
        }
    }

    private String text(Dice dice) {
        String text = identity + " " + printed++;
        return switch (dice.below(8)) {
            case 0 -> text;
            case 1 -> NOTE + text + "\n";
            case 2 -> text + " " + SECRET + " \n";
            case 3 -> "\n";
            case 4 -> text + "\u20ac\u00e9\r\n";
            default -> text + "\n";
        };
    }

    /** What is to arrive of what Jenkins has. */
    List<String> expected() {
        return log.expected().stream()
                .map(SampleLog.Expected::text)
                .map(text -> text.replace(NOTE, "").replace(SECRET, "****"))
                .map(text -> text.endsWith("\r") ? text.substring(0, text.length() - 1) : text)
                .toList();
    }
}
