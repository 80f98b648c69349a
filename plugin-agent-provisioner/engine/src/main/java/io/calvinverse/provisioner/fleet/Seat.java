package io.calvinverse.provisioner.fleet;

import static io.calvinverse.provisioner.machine.Phase.ONLINE;

import io.calvinverse.provisioner.machine.Machine;
import java.time.Duration;
import java.time.Instant;

/** A machine, there or ordered just now, and how many more builds it can take. */
final class Seat {
    /** A short loss of the connection, or a restart of the controller, is no reason to order a second fleet. */
    private static final Duration RECONNECT = Duration.ofSeconds(60);

    /** Null for one that was ordered just now. */
    private final Machine machine;

    private final int whole;
    private int free;

    private Seat(Machine machine, int free) {
        this.machine = machine;
        this.whole = free;
        this.free = free;
    }

    static Seat of(Machine machine, Situation now) {
        int idle = Math.max(0, machine.executors() - now.busy(machine));
        return new Seat(machine, usable(machine, now) ? Math.min(machine.free(), idle) : 0);
    }

    static Seat ordered(TemplateSpec template) {
        int executors = template.executors();
        return new Seat(null, template.maxUses() > 0 ? Math.min(executors, template.maxUses()) : executors);
    }

    private static boolean usable(Machine machine, Situation now) {
        if (!machine.accepts(now.now())) {
            return false;
        }
        AgentView agent = now.agents().get(machine.name());
        if (machine.phase().coming() || agent != null && agent.online()) {
            return (agent == null || agent.accepting()) && !new Cordon(now).vanished(machine);
        }
        Instant offline = now.watch(machine).offline();
        return offline == null || now.sinceStartOr(offline).compareTo(RECONNECT) < 0;
    }

    Machine machine() {
        return machine;
    }

    boolean full() {
        return free == 0;
    }

    int take(int wanted) {
        int taken = Math.min(wanted, free);
        free -= taken;
        return taken;
    }

    /** It runs nothing and nobody that waits needs it. */
    boolean unclaimed() {
        return free == whole && (machine == null || machine.running() == 0);
    }

    /** Since when it has been there without a build; null while it is on its way, or a build is on it. */
    Instant idleSince(Situation now) {
        if (machine == null || machine.phase() != ONLINE) {
            return null;
        }
        Instant idle = now.watch(machine).idle();
        return idle != null && machine.since().isAfter(idle) ? machine.since() : idle;
    }

    /** It is no longer counted on. */
    void release() {
        free = 0;
    }
}
