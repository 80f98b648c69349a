package io.calvinverse.environments.configuration.plan;

import io.calvinverse.environments.configuration.ledger.Done;
import io.calvinverse.environments.configuration.ledger.Look;
import io.calvinverse.environments.configuration.plan.Change.Sort;
import io.calvinverse.environments.configuration.store.Content;
import io.calvinverse.environments.configuration.store.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares a target with what is there. Pure. */
public final class Planner {
    private Planner() {}

    /** @param acts that ended, for what was published before */
    public static Plan plan(Target target, Look look, List<Done> acts) {
        Map<String, String> after = target.manifest().digests();
        Map<String, String> base = look.base() == null ? Map.of() : look.base().digests();
        Map<String, String> live = look.settled();
        List<Change> changes = changes(after, base, live);
        List<String> unmanaged = look.live().keySet().stream()
                .filter(key -> !after.containsKey(key)
                        && !base.containsKey(key)
                        && !look.others().containsKey(key))
                .sorted()
                .toList();
        List<String> refusals = new ArrayList<>(Precedence.refusals(target, look.current(), acts));
        after.keySet().stream()
                .filter(look.others()::containsKey)
                .map(key -> "key " + key + " belongs to the releases of "
                        + look.others().get(key) + "; remove it there, or here")
                .forEach(refusals::add);
        return new Plan(
                target,
                look.current(),
                look.pending(),
                look.stepsDone(),
                look.steps().size(),
                changes,
                unmanaged,
                values(target, look, changes),
                refusals);
    }

    private static List<Change> changes(Map<String, String> after, Map<String, String> base, Map<String, String> live) {
        Map<String, String> all = new LinkedHashMap<>(after);
        new TreeMap<>(base).keySet().forEach(key -> all.putIfAbsent(key, ""));
        List<Change> changes = new ArrayList<>();
        all.forEach((key, digest) -> {
            String now = live.getOrDefault(key, "");
            changes.add(new Change(sort(base.getOrDefault(key, ""), now, digest), key, now, digest));
        });
        return changes;
    }

    private static Sort sort(String base, String now, String after) {
        if (now.equals(after)) {
            return Sort.UNCHANGED;
        } else if (!now.equals(base)) {
            return Sort.FOREIGN;
        } else if (now.isEmpty()) {
            return Sort.ADDED;
        }
        return after.isEmpty() ? Sort.REMOVED : Sort.CHANGED;
    }

    private static Map<String, Content> values(Target target, Look look, List<Change> changes) {
        Map<String, Content> values = new HashMap<>();
        for (Change change : changes) {
            if (change.writes()) {
                Content content = target.contents().get(change.after());
                Entry entry = look.live().get(change.key());
                if (content != null) {
                    values.put(change.after(), content);
                }
                if (entry != null) {
                    values.put(entry.content().digest(), entry.content());
                }
            }
        }
        return values;
    }
}
