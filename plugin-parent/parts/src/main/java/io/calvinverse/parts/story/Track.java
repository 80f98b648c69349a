package io.calvinverse.parts.story;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Notes how things are from now on, and draws that as rows of a {@link Chart}. Thread-safe. */
public final class Track {
    private record Since(double at, String kind, String title) {}

    private final Narrator narrator;
    private final Map<String, List<Since>> rows = new LinkedHashMap<>();

    public Track(Narrator narrator) {
        this.narrator = narrator;
    }

    /**
     * From now on it is so.
     *
     * @param kind of the {@link Chart}'s spans; empty when there is nothing to show
     */
    public synchronized void now(String row, String kind, String title) {
        List<Since> all = rows.computeIfAbsent(row, name -> new ArrayList<>());
        if (all.isEmpty() || !all.get(all.size() - 1).kind().equals(kind)) {
            all.add(new Since(narrator.now(), kind, title));
        }
    }

    /** Nothing is there any more of all that was noted. */
    public synchronized void end() {
        List.copyOf(rows.keySet()).forEach(row -> now(row, "", ""));
    }

    /** When the first thing was noted; 0 when nothing was. */
    public synchronized double begin() {
        return rows.values().stream().mapToDouble(all -> all.get(0).at()).min().orElse(0);
    }

    /** When the last thing was noted; 0 when nothing was. */
    public synchronized double last() {
        return rows.values().stream()
                .mapToDouble(all -> all.get(all.size() - 1).at())
                .max()
                .orElse(0);
    }

    /** Adds a row for each thing. */
    public synchronized Chart draw(Chart chart) {
        rows.forEach((row, all) -> {
            chart.row(row);
            for (int i = 0; i < all.size(); i++) {
                Since since = all.get(i);
                double to = i + 1 < all.size() ? all.get(i + 1).at() : narrator.now();
                if (!since.kind().isEmpty()) {
                    chart.span(since.kind(), since.at(), to, row + ": " + since.title());
                }
            }
        });
        return chart;
    }
}
