package io.jenkins.plugins.calvinverse.provisioner;

import io.calvinverse.provisioner.loop.FleetView;
import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;

/** How long machines took from phase to phase, from what the fleet shows and from what builds write down. */
final class PhaseTimes {
    private final Path rows = Files.createTempFile("rows", ".txt");
    private final Map<String, Map<Phase, Instant>> phases = new HashMap<>();

    private final Map<String, Instant> accepted = new HashMap<>();

    PhaseTimes() throws IOException {
        rows.toFile().deleteOnExit();
    }

    /** Builds append lines to it: {@code row}, when an agent was asked for, its name, when the build ran on it. */
    Path rows() {
        return rows;
    }

    /** To be called often: a phase that nobody looks at is not known. */
    void look(FleetView view) {
        for (Machine machine : view.machines().values()) {
            Map<Phase, Instant> times = phases.computeIfAbsent(machine.name(), n -> new EnumMap<>(Phase.class));
            times.putIfAbsent(Phase.PLANNED, machine.planned());
            times.putIfAbsent(machine.phase(), machine.since());
            if (machine.uses() > 0) {
                accepted.putIfAbsent(machine.name(), view.at());
            }
        }
        phases.forEach((name, times) -> {
            if (!view.machines().containsKey(name)) {
                times.putIfAbsent(Phase.GONE, view.at());
            }
        });
    }

    /** How many machines there were. */
    int seen() {
        return phases.size();
    }

    /** Names of the machines that builds ran on. */
    List<String> machines() throws IOException {
        return read().stream().map(Row::machine).toList();
    }

    String table(String title) throws IOException {
        List<Row> all = read();
        StringBuilder table = new StringBuilder(title + ", seconds\n");
        line(table, "queue to intent", intents(all));
        line(table, "intent to created", all, row -> span(at(row, Phase.PLANNED), at(row, Phase.BOOTING)));
        line(table, "created to online", all, row -> span(at(row, Phase.BOOTING), at(row, Phase.ONLINE)));
        line(table, "online to taken", all, row -> span(at(row, Phase.ONLINE), accepted.get(row.machine)));
        line(table, "taken to shell", all, row -> span(accepted.get(row.machine), row.ran));
        line(table, "shell to gone", all, row -> span(row.ran, at(row, Phase.GONE)));
        line(table, "queue to shell", all, row -> span(row.asked, row.ran));
        return table.toString();
    }

    /** The same for machines whose builds write nothing down. */
    String phases(String title) {
        StringBuilder table = new StringBuilder(title + ", seconds\n");
        phase(table, "intent to created", Phase.PLANNED, Phase.BOOTING);
        phase(table, "created to online", Phase.BOOTING, Phase.ONLINE);
        phase(table, "online to gone", Phase.ONLINE, Phase.GONE);
        return table.toString();
    }

    private void phase(StringBuilder table, String name, Phase from, Phase to) {
        line(
                table,
                name,
                phases.values().stream()
                        .map(times -> span(times.get(from), times.get(to)))
                        .filter(Objects::nonNull)
                        .toList());
    }

    /** Intents belong to nobody: the first one answers the first who asked. */
    private List<Duration> intents(List<Row> rows) {
        List<Instant> asked = rows.stream().map(Row::asked).sorted().toList();
        List<Instant> planned =
                rows.stream().map(row -> at(row, Phase.PLANNED)).sorted().toList();
        return IntStream.range(0, asked.size())
                .mapToObj(i -> Duration.between(asked.get(i), planned.get(i)))
                .toList();
    }

    private static void line(StringBuilder table, String name, List<Row> rows, Function<Row, Duration> time) {
        line(table, name, rows.stream().map(time).filter(Objects::nonNull).toList());
    }

    private static void line(StringBuilder table, String name, List<Duration> times) {
        List<Duration> sorted = times.stream().sorted().toList();
        if (!sorted.isEmpty()) {
            table.append(String.format(
                    "%-18s min %7.2f  median %7.2f  max %7.2f%n",
                    name,
                    seconds(sorted.get(0)),
                    seconds(sorted.get(sorted.size() / 2)),
                    seconds(sorted.get(sorted.size() - 1))));
        }
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private static Duration span(Instant from, Instant to) {
        return from == null || to == null ? null : Duration.between(from, to);
    }

    private Instant at(Row row, Phase phase) {
        return phases.getOrDefault(row.machine, Map.of()).get(phase);
    }

    private List<Row> read() throws IOException {
        List<Row> read = new ArrayList<>();
        for (String line : Files.readAllLines(rows)) {
            String[] fields = line.split(" ");
            read.add(new Row(fields[2], millis(fields[1]), millis(fields[3])));
        }
        return read;
    }

    private static Instant millis(String text) {
        return Instant.ofEpochMilli(Long.parseLong(text));
    }

    private record Row(String machine, Instant asked, Instant ran) {}
}
