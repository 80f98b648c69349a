package io.calvinverse.environments.configuration.publish;

import io.calvinverse.environments.configuration.ledger.Act;
import io.calvinverse.environments.configuration.ledger.Layout;
import io.calvinverse.environments.configuration.ledger.Look;
import io.calvinverse.environments.configuration.ledger.Records;
import io.calvinverse.environments.configuration.ledger.Step;
import io.calvinverse.environments.configuration.plan.Target;
import io.calvinverse.environments.configuration.release.Manifest;
import io.calvinverse.environments.configuration.store.Content;
import io.calvinverse.environments.configuration.store.Operation;
import io.calvinverse.environments.configuration.store.StoreException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything an act needs is in the store before it begins: each value it writes and each it replaces, so that anybody
 * can finish it or take it back.
 */
final class Staging {
    private final Desk desk;
    private final Records records;

    Staging(Desk desk, Records records) {
        this.desk = desk;
        this.records = records;
    }

    List<Operation> operations(Act act, Target target, List<Step> steps, Look look)
            throws StoreException, ReleaseRefusedException {
        Layout layout = records.layout();
        Map<String, String> needed = new LinkedHashMap<>();
        target.manifest().lines().forEach(line -> needed.put(line.digest(), line.key()));
        steps.forEach(step -> needed.put(step.before(), step.key()));
        needed.remove("");
        Set<String> kept = new HashSet<>(desk.store().keys(layout.contents()));
        Map<String, Content> known = new HashMap<>(target.contents());
        look.live().values().forEach(entry -> known.put(entry.content().digest(), entry.content()));
        List<Content> contents = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        needed.forEach((digest, key) -> {
            if (kept.contains(layout.content(digest))) {
                return;
            }
            Content content = known.get(digest);
            if (content == null) {
                missing.add("the value of " + key + " in release " + act.version()
                        + " is not kept any more; publish the release from its sources");
            } else {
                contents.add(content);
            }
        });
        if (!missing.isEmpty()) {
            throw new ReleaseRefusedException(missing);
        }
        Manifest manifest = target.manifest();
        return records.stage(act, manifest, steps, contents);
    }
}
