package io.calvinverse.environments.configuration.plan;

import io.calvinverse.environments.configuration.ledger.Done;
import io.calvinverse.environments.configuration.ledger.Pending;
import io.calvinverse.environments.configuration.store.Content;
import java.util.List;
import java.util.Map;

/**
 * What publishing would do, at one moment.
 *
 * @param current null before the first release
 * @param pending act that has begun and not ended, which publishing ends first; null when there is none
 * @param pendingDone how many of its steps are done
 * @param pendingSteps how many steps it has
 * @param changes of every key of the release and of the current one, in the order of the release, removed ones last
 * @param unmanaged keys that no release has; they stay
 * @param values by digest, as far as {@link PlanText} shows them
 * @param refusals why it cannot be published; empty when it can
 */
public record Plan(
        Target target,
        Done current,
        Pending pending,
        long pendingDone,
        long pendingSteps,
        List<Change> changes,
        List<String> unmanaged,
        Map<String, Content> values,
        List<String> refusals) {
    public Plan {
        changes = List.copyOf(changes);
        unmanaged = List.copyOf(unmanaged);
        values = Map.copyOf(values);
        refusals = List.copyOf(refusals);
    }

    /** The same plan with these reasons against it. */
    public Plan refused(List<String> reasons) {
        return new Plan(target, current, pending, pendingDone, pendingSteps, changes, unmanaged, values, reasons);
    }

    public List<Change> of(Change.Sort sort) {
        return changes.stream().filter(change -> change.sort() == sort).toList();
    }

    /** Nothing to do: the release is the current one, and every key is as it says. */
    public boolean isDone() {
        return pending == null
                && current != null
                && current.act().manifest().equals(target.manifest().id())
                && changes.stream().noneMatch(Change::writes);
    }

    /** The pending act writes this very release, and publishing goes on with it. */
    public boolean resumes() {
        return pending != null
                && !pending.undo()
                && pending.act().manifest().equals(target.manifest().id())
                && pending.act().kind() == target.kind();
    }
}
