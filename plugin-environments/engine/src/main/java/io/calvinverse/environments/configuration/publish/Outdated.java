package io.calvinverse.environments.configuration.publish;

import io.calvinverse.environments.configuration.ledger.Done;
import io.calvinverse.environments.configuration.plan.Change;
import io.calvinverse.environments.configuration.plan.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What happened between a plan and its publication. */
final class Outdated {
    private Outdated() {}

    static List<String> reasons(Plan plan, Plan now) {
        List<String> reasons = new ArrayList<>();
        if (!id(plan.current()).equals(id(now.current()))) {
            reasons.add((now.current() == null
                            ? "the current release is gone"
                            : now.current().act().title() + " was published")
                    + " since the plan; plan again");
            return reasons;
        }
        Map<String, String> before = new HashMap<>();
        plan.changes().forEach(change -> before.put(change.key(), change.before()));
        for (Change change : now.changes()) {
            if (!change.before().equals(before.get(change.key()))) {
                reasons.add("key " + change.key() + " was edited by another hand since the plan; plan again");
            }
        }
        return reasons;
    }

    private static String id(Done done) {
        return done == null ? "" : done.act().id();
    }
}
