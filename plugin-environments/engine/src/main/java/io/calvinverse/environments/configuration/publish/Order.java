package io.calvinverse.environments.configuration.publish;

import io.calvinverse.environments.configuration.ledger.Step;
import io.calvinverse.environments.configuration.plan.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * In which order keys are written: who waits for a ready mark finds everything, and a new key is there before an old
 * one goes.
 */
final class Order {
    private Order() {}

    /** Ready marks that go, values in the order of the release, deletions, ready marks that come. */
    static List<Step> steps(List<Change> changes, Predicate<String> ready) {
        List<Step> steps = new ArrayList<>();
        Predicate<Change> mark = change -> ready.test(change.key());
        Predicate<Change> deletes = change -> change.after().isEmpty();
        add(steps, changes, mark.and(deletes));
        add(steps, changes, mark.negate().and(deletes.negate()));
        add(steps, changes, mark.negate().and(deletes));
        add(steps, changes, mark.and(deletes.negate()));
        return steps;
    }

    private static void add(List<Step> steps, List<Change> changes, Predicate<Change> which) {
        changes.stream()
                .filter(Change::writes)
                .filter(which)
                .map(change -> new Step(change.key(), change.before(), change.after()))
                .forEach(steps::add);
    }
}
