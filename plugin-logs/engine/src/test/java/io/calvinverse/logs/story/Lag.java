package io.calvinverse.logs.story;

import io.calvinverse.logs.ship.ShipStatus;
import io.calvinverse.parts.story.Narrator;
import java.util.ArrayList;
import java.util.List;

/** How far behind shipping was, time after time. Thread-safe. */
final class Lag {
    private static final double KILO = 1_000;

    private final Narrator narrator;
    private final List<double[]> behind = new ArrayList<>();
    private final List<double[]> confirmed = new ArrayList<>();

    Lag(Narrator narrator) {
        this.narrator = narrator;
    }

    synchronized void look(ShipStatus status) {
        behind.add(new double[] {narrator.now(), status.lagBytes() / KILO});
        confirmed.add(new double[] {narrator.now(), status.lines()});
    }

    synchronized double begin() {
        return behind.isEmpty() ? 0 : behind.get(0)[0];
    }

    synchronized double end() {
        return behind.isEmpty() ? 0 : behind.get(behind.size() - 1)[0];
    }

    /** Kilobytes at their most. */
    synchronized double most() {
        return behind.stream().mapToDouble(point -> point[1]).max().orElse(0);
    }

    synchronized List<double[]> behind() {
        return List.copyOf(behind);
    }

    synchronized List<double[]> confirmed() {
        return List.copyOf(confirmed);
    }
}
