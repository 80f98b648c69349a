package io.calvinverse.environments.configuration.simulation;

import io.calvinverse.environments.configuration.ledger.Done;
import io.calvinverse.environments.configuration.ledger.Ledger;
import io.calvinverse.environments.configuration.ledger.Look;
import io.calvinverse.environments.configuration.ledger.Pending;
import io.calvinverse.environments.configuration.ledger.Step;
import io.calvinverse.environments.configuration.publish.Settings;
import io.calvinverse.environments.configuration.store.Content;
import io.calvinverse.environments.configuration.store.Operation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at every transaction, and knows what must be true after it. */
final class Witness {
    private final MemoryStore store;
    private final Settings settings;
    private final Ledger ledger;
    /** Keys another hand wrote and no release has written since. */
    private final Set<String> edited = new HashSet<>();
    /** Keys that were in a published release. */
    private final Set<String> managed = new HashSet<>();

    private final Map<String, Content> values = new HashMap<>();
    private Look last;

    Witness(MemoryStore store, Settings settings) {
        this.store = store;
        this.settings = settings;
        this.ledger = new Ledger(store, settings.layout(), settings.prefix());
        this.last = look();
        remember();
    }

    Look look() {
        try {
            return ledger.look();
        } catch (Exception e) {
            throw new AssertionError("the records cannot be read: " + e.getMessage(), e);
        }
    }

    List<Done> acts() {
        try {
            return ledger.acts();
        } catch (Exception e) {
            throw new AssertionError("the acts cannot be read: " + e.getMessage(), e);
        }
    }

    void edited(String key) {
        edited.add(key);
        remember();
    }

    private void remember() {
        values.clear();
        store.read(settings.prefix()).forEach(entry -> values.put(entry.key(), entry.content()));
    }

    void saw(List<Operation> operations) {
        Pending before = last.pending();
        boolean writes = false;
        for (Operation operation : operations) {
            if (operation.key().startsWith(settings.prefix())) {
                writes = true;
                check(before != null, "a key is written without a pending act: " + operation);
                Content old = values.get(operation.key());
                boolean foreign = old != null && old.text().startsWith("foreign");
                check(
                        !foreign || before.overwrite() && !before.undo() || before.undo() && was(operation.key(), old),
                        "an edit of another hand is overwritten without consent: " + operation);
                edited.remove(operation.key());
                ready(operation, before, operations);
            }
        }
        boolean turned = operations.stream()
                .anyMatch(operation ->
                        operation.key().startsWith(settings.layout().heads()));
        if (turned) {
            last = look();
        }
        if (writes) {
            remember();
        }
        if (turned && last.pending() == null) {
            quiet();
        }
    }

    /** The value an undo replaces is one this act wrote. */
    private boolean was(String key, Content content) {
        return last.steps().stream()
                .anyMatch(step -> step.key().equals(key) && step.after().equals(content.digest()));
    }

    /** A ready mark comes when all else is there, or with the rest of it. */
    private void ready(Operation operation, Pending pending, List<Operation> with) {
        if (pending.undo() || !operation.key().endsWith("/initialized") || !(operation instanceof Operation.Put)) {
            return;
        }
        for (Step step : last.steps()) {
            Content value = values.get(step.key());
            boolean there =
                    value == null ? step.after().isEmpty() : value.digest().equals(step.after());
            check(
                    there
                            || step.key().endsWith("/initialized")
                            || edited.contains(step.key())
                            || with.stream().anyMatch(other -> other.key().equals(step.key())),
                    "a ready mark comes before " + step.key());
        }
    }

    /** Between acts the configuration is the current release, but for other hands. */
    private void quiet() {
        Map<String, String> release =
                last.base() == null ? Map.of() : last.base().digests();
        managed.addAll(release.keySet());
        for (String key : World.KEYS) {
            if (edited.contains(key)) {
                continue;
            }
            Content value = values.get(key);
            String digest = value == null ? "" : value.digest();
            if (release.containsKey(key)) {
                check(digest.equals(release.get(key)), key + " is not as the current release says: " + value);
            } else {
                check(!managed.contains(key) || digest.isEmpty(), key + " is in no release any more and remains");
            }
        }
    }

    static void check(boolean truth, String otherwise) {
        if (!truth) {
            throw new AssertionError(otherwise);
        }
    }
}
