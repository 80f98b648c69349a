package io.calvinverse.provisioner.story;

import io.calvinverse.parts.story.Narrator;
import io.calvinverse.provisioner.loop.FleetListener;
import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Every phase of every machine, across all controllers of the story. Thread-safe. */
final class Chronicle implements FleetListener {
    private static final int VISIBLE_RANDOMNESS = 4;

    private final Narrator narrator;
    private final Map<String, Life> lives = new LinkedHashMap<>();

    Chronicle(Narrator narrator) {
        this.narrator = narrator;
    }

    /** A phase, from so many seconds on. */
    record Step(Phase phase, double at, String cause) {}

    /** How a machine ended. */
    static final class End {
        private boolean failed;
        private double removed = Double.NaN;
    }

    /** What became of a machine. */
    record Life(String machine, String template, List<Step> steps, StringBuilder console, End end) {

        /** When it entered a phase, NaN where it never did. */
        double entered(Phase phase) {
            return steps.stream()
                    .filter(s -> s.phase() == phase)
                    .mapToDouble(Step::at)
                    .findFirst()
                    .orElse(Double.NaN);
        }

        boolean broken() {
            return end.failed;
        }

        /** When the provider had removed it, which the engine believes only after a second look. */
        double removed() {
            return end.removed;
        }
    }

    @Override
    public synchronized void moved(Machine machine, Phase before, Instant at) {
        Life life = life(machine.name(), machine.template());
        life.steps().add(new Step(machine.phase(), narrator.seconds(at), machine.cause()));
        life.end().failed |= machine.failed();
        narrator.happened(
                brief(machine.name()) + "  " + machine.phase().name().toLowerCase(Locale.ROOT) + why(machine));
    }

    /** Enough of a machine's name to recognise it. */
    static String brief(String machine) {
        int dash = machine.lastIndexOf('-');
        return machine.substring(0, Math.min(machine.length(), dash + 1 + VISIBLE_RANDOMNESS));
    }

    private static String why(Machine machine) {
        return switch (machine.phase()) {
            case PLANNED -> " for " + machine.cause();
            case CREATING, GONE -> "";
            default -> machine.cause().isEmpty() ? "" : ": " + machine.cause();
        };
    }

    private Life life(String machine, String template) {
        return lives.computeIfAbsent(
                machine, m -> new Life(m, template, new ArrayList<>(), new StringBuilder(), new End()));
    }

    /** What a machine's console says before it goes; the last that is known counts. */
    synchronized void keep(String machine, String text) {
        Life life = lives.get(machine);
        if (life != null && !text.isBlank()) {
            life.console().setLength(0);
            life.console().append(text);
        }
    }

    /** The provider removed a machine just now. */
    synchronized void removed(String machine) {
        Life life = lives.get(machine);
        if (life != null && Double.isNaN(life.removed())) {
            life.end().removed = narrator.now();
        }
    }

    @Override
    public synchronized void console(Machine machine, String text) {
        keep(machine.name(), text);
    }

    synchronized List<Life> lives() {
        return List.copyOf(lives.values());
    }

    /** Names of all machines of a template so far. */
    synchronized Set<String> machines(String template) {
        Set<String> names = new TreeSet<>();
        lives.values().stream().filter(l -> l.template().equals(template)).forEach(l -> names.add(l.machine()));
        return names;
    }

    /** How many machines of a template there were at most at one moment. */
    synchronized int most(String template) {
        Set<String> there = new TreeSet<>();
        int most = 0;
        record Change(double at, String machine, boolean gone) {}
        List<Change> changes = new ArrayList<>();
        for (Life life : lives.values()) {
            if (life.template().equals(template)) {
                changes.add(new Change(life.steps().get(0).at(), life.machine(), false));
                changes.add(new Change(life.entered(Phase.GONE), life.machine(), true));
            }
        }
        changes.sort((a, b) -> a.at() == b.at() ? Boolean.compare(b.gone(), a.gone()) : Double.compare(a.at(), b.at()));
        for (Change change : changes) {
            if (change.gone()) {
                there.remove(change.machine());
            } else {
                there.add(change.machine());
            }
            most = Math.max(most, there.size());
        }
        return most;
    }
}
