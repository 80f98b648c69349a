package io.calvinverse.provisioner.loop;

import io.calvinverse.provisioner.journal.Event;
import io.calvinverse.provisioner.machine.Machine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Builds accepted and ended that the journal does not know yet, so that a machine that may serve one build is not given
 * a second one in the milliseconds between. Thread-safe.
 */
final class Usage {
    private final Map<String, Delta> deltas = new ConcurrentHashMap<>();
    private final Queue<CompletableFuture<Void>> unsettled = new ConcurrentLinkedQueue<>();

    /** The answer completes when that is journaled. */
    CompletionStage<Void> accepted(String machine) {
        deltas.merge(machine, new Delta(1, 0), Delta::plus);
        CompletableFuture<Void> settled = new CompletableFuture<>();
        unsettled.add(settled);
        return settled.minimalCompletionStage();
    }

    /**
     * When lines of the journal are missing: a machine that may serve so many builds served them all, and as many as it
     * has executors may be about to resume.
     */
    void assume(Machine machine) {
        int running = Math.max(0, machine.executors() - machine.running());
        int accepted = Math.max(running, machine.maxUses() - machine.uses());
        if (accepted > 0) {
            deltas.merge(machine.name(), new Delta(accepted, accepted - running), Delta::plus);
        }
    }

    void completed(String machine) {
        deltas.merge(machine, new Delta(0, 1), Delta::plus);
    }

    /** The machine with what is not journaled yet. */
    Machine current(Machine machine) {
        Delta delta = deltas.get(machine.name());
        return delta == null ? machine : delta.on(machine);
    }

    /** What is to be journaled of the machines there are. Builds on others are forgotten. */
    Drained drain(Map<String, Machine> machines) {
        List<CompletableFuture<Void>> waiting = List.copyOf(unsettled);
        Map<String, Delta> taken = new HashMap<>(deltas);
        List<Event> events = new ArrayList<>();
        taken.forEach((name, delta) -> {
            Machine machine = machines.get(name);
            if (machine != null) {
                Machine after = delta.on(machine);
                events.add(new Event.Counted(name, after.uses(), after.running()));
            }
        });
        return new Drained(taken, events, waiting);
    }

    /** What was drained is journaled, and published. */
    void settle(Drained drained) {
        drained.taken.forEach((name, delta) -> deltas.computeIfPresent(name, (n, d) -> d.minus(delta)));
        drained.waiting.forEach(settled -> {
            unsettled.remove(settled);
            settled.complete(null);
        });
    }

    /** Some builds and the events that journal them. */
    record Drained(Map<String, Delta> taken, List<Event> events, List<CompletableFuture<Void>> waiting) {
        /** No builds. */
        static final Drained NONE = new Drained(Map.of(), List.of(), List.of());
    }

    /** Builds accepted and builds ended. */
    record Delta(int accepted, int completed) {
        Delta plus(Delta other) {
            return new Delta(accepted + other.accepted, completed + other.completed);
        }

        Delta minus(Delta other) {
            Delta rest = new Delta(accepted - other.accepted, completed - other.completed);
            return rest.accepted == 0 && rest.completed == 0 ? null : rest;
        }

        Machine on(Machine machine) {
            return machine.counted(machine.uses() + accepted, machine.running() + accepted - completed);
        }
    }
}
