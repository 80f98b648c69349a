package io.calvinverse.provisioner.story;

import io.calvinverse.parts.story.Narrator;
import io.calvinverse.provisioner.fleet.Demand;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What waits, runs and ran: the part of a controller that survives its crashes. Thread-safe. */
final class Builds {
    private final Narrator narrator;
    private final List<Build> all = new ArrayList<>();

    Builds(Narrator narrator) {
        this.narrator = narrator;
    }

    /** A build: waits until it has a machine, and runs until it has an exit code. */
    static final class Build {
        final int number;
        final String label;
        final String script;
        volatile String machine;
        volatile double started = Double.NaN;
        volatile double ended = Double.NaN;
        volatile int code = -1;
        volatile String output = "";
        volatile boolean cancelled;

        Build(int number, String label, String script) {
            this.number = number;
            this.label = label;
            this.script = script;
        }

        boolean waits() {
            return machine == null && !cancelled;
        }

        boolean runs() {
            return machine != null && Double.isNaN(ended);
        }

        boolean succeeded() {
            return code == 0;
        }
    }

    synchronized List<Build> queue(String label, int count, String script) {
        List<Build> queued = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            queued.add(new Build(all.size() + 1, label, script));
            all.add(queued.get(i));
        }
        return queued;
    }

    synchronized void cancel(Collection<Build> builds) {
        builds.forEach(b -> b.cancelled |= b.waits());
    }

    /** What waits, by label; a label is served by the template of its name. */
    synchronized List<Demand> demand() {
        Map<String, Integer> waiting = new LinkedHashMap<>();
        all.stream().filter(Build::waits).forEach(b -> waiting.merge(b.label, 1, Integer::sum));
        return waiting.entrySet().stream()
                .map(e -> new Demand(e.getKey(), List.of(e.getKey()), e.getValue()))
                .toList();
    }

    /** Gives the longest waiting build of a label to a machine. */
    synchronized Optional<Build> start(String label, String machine) {
        Optional<Build> next =
                all.stream().filter(b -> b.waits() && b.label.equals(label)).findFirst();
        next.ifPresent(build -> {
            build.machine = machine;
            build.started = narrator.now();
            narrator.happened("build " + build.number + " runs on " + Chronicle.brief(machine));
        });
        return next;
    }

    /** @return false where the end of that build was reported before */
    synchronized boolean end(int number, int code, String output) {
        Build build = all.get(number - 1);
        if (!build.runs()) {
            return false;
        }
        build.output = output;
        build.code = code;
        build.ended = narrator.now();
        String[] lines = output.strip().split("\\R");
        narrator.happened("build " + number + " ended with " + code + ": " + lines[lines.length - 1]);
        return true;
    }

    synchronized int running(String machine) {
        return (int)
                all.stream().filter(b -> b.runs() && machine.equals(b.machine)).count();
    }

    synchronized List<Build> all() {
        return List.copyOf(all);
    }
}
