package io.calvinverse.provisioner.fleet;

import static io.calvinverse.provisioner.machine.Phase.DRAINING;
import static io.calvinverse.provisioner.machine.Phase.ONLINE;

import io.calvinverse.provisioner.fleet.Action.Launch;
import io.calvinverse.provisioner.fleet.Action.Move;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Matches what waits with what there is, orders what is missing within the caps, keeps the spare machines and lets go
 * of idle ones that nobody needs.
 */
public final class Supply {
    private static final Deque<Seat> NONE = new ArrayDeque<>(0);
    private static final Comparator<Seat> ONLINE_FIRST =
            Comparator.comparing(s -> s.machine().phase() != ONLINE);

    private final Situation now;
    private final List<Action> actions;
    private final Room room;
    /** By template, the machines that are there before those that are coming. */
    private final Map<String, List<Seat>> seats = new HashMap<>();

    private final List<Shortage> shortages = new ArrayList<>();
    private int leaving;
    /** Machines that only the fleet's cap forbids. */
    private int squeezed;

    Supply(Situation now, List<Action> actions) {
        this.now = now;
        this.actions = actions;
        this.room = new Room(now, actions);
        Set<String> moving = new HashSet<>();
        for (Action action : actions) {
            if (action instanceof Move move && !move.to().serving()) {
                moving.add(move.machine());
            } else if (action instanceof Action.Reclaim) {
                leaving++;
            }
        }
        now.machines().values().forEach(machine -> {
            Seat seat = moving.contains(machine.name()) ? null : Seat.of(machine, now);
            boolean busy = machine.running() > 0 || now.busy(machine) > 0;
            leaving += (seat == null || !machine.phase().serving()) && !busy ? 1 : 0;
            if (seat != null && !seat.full()) {
                seats.computeIfAbsent(machine.template(), t -> new ArrayList<>())
                        .add(seat);
            }
        });
        for (List<Seat> list : seats.values()) {
            if (list.size() > 1) {
                list.sort(ONLINE_FIRST);
            }
        }
    }

    /** What may go ahead of commands and facts: all but the launches that caps or breakers forbid. */
    public static List<Action> allowed(List<Action> pending, Situation now) {
        if (pending.stream().noneMatch(Launch.class::isInstance)) {
            return List.copyOf(pending);
        }
        List<Action> decided = new ArrayList<>(pending);
        new Strays(now).find(decided);
        Room room = new Room(now, decided);
        return pending.stream()
                .filter(action -> !(action instanceof Launch launch) || room.take(launch.template()))
                .toList();
    }

    List<Shortage> plan() {
        Map<Demand, Integer> missing = claim();
        Map<String, Deque<Seat>> ordered = new HashMap<>();
        missing.forEach((demand, items) -> order(demand, items, ordered));
        ordered.forEach((template, list) ->
                seats.computeIfAbsent(template, t -> new ArrayList<>()).addAll(list));
        makeRoom();
        now.spec().templates().forEach(this::spare);
        return shortages;
    }

    /**
     * What the machines cannot take. A machine that comes is given to whoever waits longest, because that is what the
     * controller's queue will do with it.
     */
    private Map<Demand, Integer> claim() {
        if (now.demand().isEmpty()) {
            return Map.of();
        }
        Map<String, Deque<Seat>> open = new HashMap<>();
        seats.forEach((template, list) -> open.put(template, new ArrayDeque<>(list)));
        Map<Demand, Integer> missing = new LinkedHashMap<>();
        for (Demand demand : now.demand()) {
            int items = claim(demand, demand.items(), open);
            if (items > 0) {
                missing.merge(demand, items, Integer::sum);
            }
        }
        return missing;
    }

    private static int claim(Demand demand, int items, Map<String, Deque<Seat>> open) {
        int missing = items;
        for (String template : demand.templates()) {
            Deque<Seat> free = open.getOrDefault(template, NONE);
            while (missing > 0 && !free.isEmpty()) {
                missing -= free.peek().take(missing);
                if (free.peek().full()) {
                    free.remove();
                }
            }
        }
        return missing;
    }

    private void order(Demand demand, int items, Map<String, Deque<Seat>> ordered) {
        int missing = claim(demand, items, ordered);
        List<String> obstacles = new ArrayList<>();
        for (String name : demand.templates()) {
            TemplateSpec template = now.spec().template(name).orElse(null);
            while (missing > 0 && template != null && room.has(template, obstacles)) {
                Seat seat = launch(template, demand.label());
                missing -= seat.take(missing);
                ordered.computeIfAbsent(name, t -> new ArrayDeque<>()).add(seat);
            }
            if (missing > 0 && template != null && room.full()) {
                int machines = (missing + template.executors() - 1) / template.executors();
                squeezed += Math.min(machines, room.headroom(template));
            }
        }
        if (missing > 0) {
            shortages.add(new Shortage(demand.label(), missing, String.join("; ", obstacles)));
        }
    }

    private Seat launch(TemplateSpec template, String why) {
        room.use(template);
        actions.add(new Launch(template.name(), why));
        return Seat.ordered(template);
    }

    /** Where the fleet's cap is exceeded or keeps builds waiting, machines that nobody uses give way, also spare ones. */
    private void makeRoom() {
        int needed = squeezed + room.excess() - leaving;
        if (needed <= 0) {
            return;
        }
        idle(seats.values().stream().flatMap(List::stream)).limit(needed).forEach(seat -> {
            drain(seat, "it was idle and the fleet is at its cap");
            seat.release();
        });
    }

    private void spare(TemplateSpec template) {
        List<Seat> unclaimed = new ArrayList<>();
        for (Seat seat : seats.getOrDefault(template.name(), List.of())) {
            if (!seat.full() && seat.unclaimed()) {
                unclaimed.add(seat);
            }
        }
        int surplus = unclaimed.size() - template.spare();
        List<String> obstacles = new ArrayList<>();
        for (int missing = -surplus; missing > 0 && room.has(template, obstacles); missing--) {
            launch(template, "spare");
        }
        if (surplus > 0) {
            idle(unclaimed.stream())
                    .filter(seat ->
                            Duration.between(seat.idleSince(now), now.now()).compareTo(template.idle()) >= 0)
                    .limit(surplus)
                    .forEach(seat -> drain(seat, "it was idle for " + Spans.text(template.idle())));
        }
    }

    /** The unclaimed ones that are there, those first that have to go soonest anyway. */
    private Stream<Seat> idle(Stream<Seat> from) {
        return from.filter(seat -> !seat.full() && seat.unclaimed() && seat.idleSince(now) != null)
                .sorted(Comparator.comparing(seat -> seat.machine().leaseEnd()));
    }

    private void drain(Seat seat, String why) {
        actions.add(new Move(seat.machine().name(), DRAINING, false, why));
    }
}
