package io.calvinverse.logs.simulation;

import io.calvinverse.logs.enrich.Batch;
import io.calvinverse.logs.enrich.LineRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What arrived, per build, by what its records say. */
final class FarEnd {

    record Arrival(String id, long sequence, String text) {}

    private final Map<String, Map<String, Arrival>> byBuild = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final Map<String, Long> highest = new HashMap<>();
    /** Whether a message was refused while later ones were taken: then only sequence numbers tell the order. */
    boolean refusing;

    void take(Batch batch) {
        Map<String, Arrival> lines = byBuild.computeIfAbsent(batch.facts().identity(), build -> new LinkedHashMap<>());
        for (LineRecord record : batch.records()) {
            String text = new String(
                    batch.texts(), record.textFrom(), record.textTo() - record.textFrom(), StandardCharsets.UTF_8);
            Arrival arrival = new Arrival(record.id(), record.sequence(), text);
            Arrival before = lines.putIfAbsent(record.id(), arrival);
            if (before != null && !before.equals(arrival)) {
                faults.add("the same id for " + before + " and " + arrival);
            }
            if (before == null && !refusing) {
                long last = highest.getOrDefault(batch.build(), -1L);
                if (record.sequence() != last + 1) {
                    faults.add("after line " + last + " of " + batch.facts().identity() + " came " + arrival);
                }
            }
            highest.merge(batch.build(), record.sequence(), Math::max);
        }
    }

    List<Arrival> of(String build) {
        return byBuild.getOrDefault(build, Map.of()).values().stream()
                .sorted((a, b) -> Long.compare(a.sequence, b.sequence))
                .toList();
    }

    List<String> faults() {
        return faults;
    }
}
