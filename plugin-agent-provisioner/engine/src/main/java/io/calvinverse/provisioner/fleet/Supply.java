package io.calvinverse.provisioner.fleet;

import static io.calvinverse.provisioner.machine.Phase.DRAINING;
import static io.calvinverse.provisioner.machine.Phase.ONLINE;

import io.calvinverse.provisioner.fleet.Action.Launch;
import io.calvinverse.provisioner.fleet.Action.Move;
import io.calvinverse.provisioner.machine.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Matches what waits with what there is, orders what is missing within the caps, keeps the spare machines and lets go
 * of idle ones that nobody needs.
 */
public final class Supply {
    private final Situation now;
    private final List<Action> actions;
    private final Room room;
    private final Map<String, List<Seat>> seats = new HashMap<>();
    private final List<Shortage> shortages = new ArrayList<>();

    Supply(Situation now, List<Action> actions) {
        this.now = now;
        this.actions = actions;
        this.room = new Room(now);
        Set<String> leaving = actions.stream()
                .filter(Move.class::isInstance)
                .map(Move.class::cast)
                .filter(m -> !m.to().serving())
                .map(Move::machine)
                .collect(Collectors.toSet());
        now.machines().values().stream()
                .filter(m -> !leaving.contains(m.name()))
                .map(m -> Seat.of(m, now))
                .filter(seat -> seat.free > 0)
                .sorted(Comparator.comparing((Seat seat) -> seat.machine.phase() != ONLINE))
                .forEach(seat -> seats.computeIfAbsent(seat.machine.template(), t -> new ArrayList<>())
                        .add(seat));
    }

    /** What may go ahead of commands and facts: all but the launches that caps or breakers forbid. */
    public static List<Action> allowed(List<Action> pending, Situation now) {
        Room room = new Room(now);
        return pending.stream()
                .filter(action -> !(action instanceof Launch launch) || room.take(launch.template()))
                .toList();
    }

    List<Shortage> plan() {
        now.demand().stream()
                .sorted(Comparator.comparingInt(d -> d.templates().size()))
                .forEach(this::serve);
        now.spec().templates().forEach(this::spare);
        return shortages;
    }

    private void serve(Demand demand) {
        int missing = demand.items();
        for (String template : demand.templates()) {
            for (Seat seat : seats.getOrDefault(template, List.of())) {
                missing -= seat.take(missing);
            }
        }
        List<String> obstacles = new ArrayList<>();
        for (String name : demand.templates()) {
            TemplateSpec template = now.spec().template(name).orElse(null);
            while (missing > 0 && template != null && room.has(template, obstacles)) {
                missing -= launch(template, demand.label()).take(missing);
            }
        }
        if (missing > 0) {
            shortages.add(new Shortage(demand.label(), missing, String.join("; ", obstacles)));
        }
    }

    private Seat launch(TemplateSpec template, String why) {
        room.use(template);
        actions.add(new Launch(template.name(), why));
        Seat seat = new Seat(
                null,
                template.maxUses() > 0 ? Math.min(template.executors(), template.maxUses()) : template.executors());
        seats.computeIfAbsent(template.name(), t -> new ArrayList<>()).add(seat);
        return seat;
    }

    private void spare(TemplateSpec template) {
        List<Seat> unclaimed = seats.getOrDefault(template.name(), List.of()).stream()
                .filter(Seat::unclaimed)
                .toList();
        int surplus = unclaimed.size() - template.spare();
        List<String> obstacles = new ArrayList<>();
        for (int missing = -surplus; missing > 0 && room.has(template, obstacles); missing--) {
            launch(template, "spare");
        }
        unclaimed.stream()
                .filter(seat -> expired(seat, template))
                .sorted(Comparator.comparing(seat -> seat.machine.leaseEnd()))
                .limit(Math.max(0, surplus))
                .forEach(seat -> actions.add(new Move(
                        seat.machine.name(), DRAINING, false, "it was idle for " + Spans.text(template.idle()))));
    }

    private boolean expired(Seat seat, TemplateSpec template) {
        if (seat.machine == null || seat.machine.phase() != ONLINE) {
            return false;
        }
        Instant idle = now.watch(seat.machine).idle();
        Instant began = idle == null || seat.machine.since().isAfter(idle) ? seat.machine.since() : idle;
        return idle != null && Duration.between(began, now.now()).compareTo(template.idle()) >= 0;
    }

    /** A machine, there or ordered just now (null), and how many more builds it can take. */
    private static final class Seat {
        /** A short loss of the connection, or a restart of the controller, is no reason to order a second fleet. */
        private static final Duration RECONNECT = Duration.ofSeconds(60);

        private final Machine machine;
        private final int whole;
        private int free;

        Seat(Machine machine, int free) {
            this.machine = machine;
            this.whole = free;
            this.free = free;
        }

        static Seat of(Machine machine, Situation now) {
            int idle = Math.max(0, machine.executors() - now.busy(machine));
            return new Seat(machine, usable(machine, now) ? Math.min(machine.free(), idle) : 0);
        }

        private static boolean usable(Machine machine, Situation now) {
            if (!machine.accepts(now.now())) {
                return false;
            }
            AgentView agent = now.agents().get(machine.name());
            if (machine.phase().coming() || agent != null && agent.online()) {
                return agent == null || agent.accepting();
            }
            Instant offline = now.watch(machine).offline();
            return offline == null || now.sinceStartOr(offline).compareTo(RECONNECT) < 0;
        }

        int take(int wanted) {
            int taken = Math.min(wanted, free);
            free -= taken;
            return taken;
        }

        boolean unclaimed() {
            return free == whole && (machine == null || machine.running() == 0);
        }
    }
}
