package io.calvinverse.provisioner.fleet;

import java.util.ArrayList;
import java.util.List;

/**
 * Compares what should be with what is seen and says what to do. A pure function: same situation, same decision; it
 * does not matter whether an earlier decision was carried out, lost or carried out twice.
 */
public final class Decider {
    private Decider() {}

    /** What to do in this situation. */
    public static Decision decide(Situation now) {
        List<Action> actions = new ArrayList<>();
        Progress progress = new Progress(now);
        Retirement retirement = new Retirement(now);
        now.machines()
                .values()
                .forEach(machine -> progress.next(machine)
                        .or(() -> retirement.next(machine))
                        .ifPresent(actions::add));
        new Strays(now).find(actions);
        List<Shortage> shortages = new Supply(now, actions).plan();
        return new Decision(actions, shortages);
    }
}
