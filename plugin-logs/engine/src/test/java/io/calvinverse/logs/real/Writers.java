package io.calvinverse.logs.real;

import io.calvinverse.logs.simulation.SampleLog;
import io.calvinverse.logs.spool.BuildFacts;
import io.calvinverse.logs.spool.Spool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Builds that print, and what is to arrive of them. */
public final class Writers {
    private static final String[] NODES = {"", "5", "9"};

    private record Writer(String id, SampleLog log) {}

    private final List<Writer> writers = new ArrayList<>();
    private int printed;

    public Writers(Path jobs, int builds) throws IOException {
        for (int i = 0; i < builds; i++) {
            SampleLog log = new SampleLog(jobs.resolve("build-" + i), i % 2 == 0);
            log.open();
            writers.add(new Writer("sample#" + i, log));
        }
    }

    public void follow(Spool spool) throws IOException {
        for (Writer each : writers) {
            spool.follow(facts(each));
        }
    }

    public static BuildFacts facts(String id, Path log, boolean indexed) {
        return new BuildFacts(
                id,
                id,
                1_800_000_000_000L,
                "UTF-8",
                indexed,
                log.toAbsolutePath().toString(),
                Map.of("id", id, "projectName", "sample", "fullProjectName", "team/sample", "buildHost", "controller"),
                Map.of("branch", "main"));
    }

    private static BuildFacts facts(Writer each) {
        return facts(each.id, each.log.log(), each.log.indexed());
    }

    /** Some lines of each build; in Pipelines branches interrupt each other within lines. */
    public void print(int lines) throws IOException {
        for (Writer each : writers) {
            for (int i = 0; i < lines; i++) {
                String node = each.log.indexed() ? NODES[printed % 3] : "";
                each.log.print(node, "compiling module " + printed++ + " of the sample");
                each.log.print(each.log.indexed() && printed % 50 == 0 ? NODES[(printed + 1) % 3] : node, " done\n");
            }
            each.log.flush();
        }
    }

    public void end(Spool spool) throws IOException {
        for (Writer each : writers) {
            spool.ended(spool.follow(facts(each)).key());
        }
    }

    /** Deletes builds while their logs are under way. */
    public void delete() throws IOException {
        for (Writer each : writers) {
            each.log.delete();
        }
    }

    /** What is wrong with what arrived; empty for nothing. */
    public List<String> faults(Arrivals arrivals) {
        List<String> faults = new ArrayList<>(arrivals.faults());
        for (Writer each : writers) {
            List<String> printedLines =
                    each.log.expected().stream().map(SampleLog.Expected::text).toList();
            List<String> arrived = arrivals.of(each.id);
            if (!arrived.equals(printedLines)) {
                int same = 0;
                while (same < Math.min(arrived.size(), printedLines.size())
                        && arrived.get(same).equals(printedLines.get(same))) {
                    same++;
                }
                faults.add(each.id + " printed " + printedLines.size() + " lines, " + arrived.size()
                        + " arrived; the first difference is at line " + same);
            }
        }
        return faults;
    }

    public int lines() {
        return writers.stream().mapToInt(each -> each.log.expected().size()).sum();
    }
}
