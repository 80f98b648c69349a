package io.calvinverse.provisioner.fleet;

import io.calvinverse.provisioner.fleet.Action.Move;
import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.Phase;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How many more machines the caps and breakers allow, counted down while a decision is made. */
final class Room {
    private final Situation now;
    private final Map<String, Integer> machines = new HashMap<>();
    private final Map<String, Integer> allowed = new HashMap<>();
    private final Map<String, Breaker> breakers = new HashMap<>();
    private int total;

    /** @param decided what is about to be committed: machines that were found, and failures that open breakers */
    Room(Situation now, List<Action> decided) {
        this.now = now;
        Set<String> failed = new HashSet<>();
        for (Action action : decided) {
            if (action instanceof Action.Adopt adopt) {
                count(adopt.template());
            } else if (action instanceof Action.Reclaim reclaim) {
                count(reclaim.template());
            } else if (action instanceof Action.Move move && fails(move)) {
                failed.add(move.machine());
                String template = now.machines().get(move.machine()).template();
                breakers.put(template, breaker(template).failed(now.now(), false, move.why()));
            }
        }
        Map<String, Integer> coming = new HashMap<>();
        for (Machine machine : now.machines().values()) {
            count(machine.template());
            if (machine.phase().coming() && !failed.contains(machine.name())) {
                coming.merge(machine.template(), 1, Integer::sum);
            }
        }
        for (TemplateSpec template : now.spec().templates()) {
            String name = template.name();
            allowed.put(name, breaker(name).allows(now.now(), coming.getOrDefault(name, 0)));
        }
    }

    private boolean fails(Move move) {
        Machine machine = now.machines().get(move.machine());
        return move.to() == Phase.TERMINATING
                && move.failed()
                && machine != null
                && machine.phase().coming();
    }

    private Breaker breaker(String template) {
        return breakers.getOrDefault(template, now.breaker(template));
    }

    private void count(String template) {
        total++;
        machines.merge(template, 1, Integer::sum);
    }

    /** Whether the fleet is at its cap, whatever the template. */
    boolean full() {
        return total >= now.spec().cap();
    }

    /** How many machines there are too many, after the cap was lowered. */
    int excess() {
        return Math.max(0, total - now.spec().cap());
    }

    /** How many more machines of the template there could be but for the fleet's cap. */
    int headroom(TemplateSpec template) {
        int below = template.cap() - machines.getOrDefault(template.name(), 0);
        return Math.max(0, Math.min(below, allowed.getOrDefault(template.name(), 0)));
    }

    /** Whether one more machine of the template may be made; if not, the reason is added to {@code obstacles}. */
    boolean has(TemplateSpec template, List<String> obstacles) {
        String obstacle = null;
        if (now.damaged() && !now.sighted()) {
            obstacle = "the journal was damaged, and not all providers have told yet which machines there are";
        } else if (allowed.getOrDefault(template.name(), 0) <= 0) {
            obstacle = paused(template);
        } else if (full()) {
            obstacle = "the fleet is at its cap of " + now.spec().cap() + " machines";
        } else if (machines.getOrDefault(template.name(), 0) >= template.cap()) {
            obstacle = "template " + template.name() + " is at its cap of " + template.cap() + " machines";
        }
        if (obstacle != null && !obstacles.contains(obstacle)) {
            obstacles.add(obstacle);
        }
        return obstacle == null;
    }

    private String paused(TemplateSpec template) {
        Breaker breaker = breaker(template.name());
        return "template " + template.name()
                + (breaker.open(now.now())
                        ? " is paused until " + breaker.until().truncatedTo(ChronoUnit.SECONDS)
                        : " is tried with one machine")
                + ", because " + breaker.cause();
    }

    /** Uses the room for one machine if there is some. */
    boolean take(String name) {
        return now.spec()
                .template(name)
                .filter(t -> has(t, new ArrayList<>()))
                .map(this::use)
                .isPresent();
    }

    TemplateSpec use(TemplateSpec template) {
        count(template.name());
        allowed.computeIfPresent(template.name(), (t, n) -> n - 1);
        return template;
    }
}
