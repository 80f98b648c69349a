package io.calvinverse.environments.configuration.publish;

import io.calvinverse.environments.configuration.ledger.DamagedRecordException;
import io.calvinverse.environments.configuration.ledger.Done;
import io.calvinverse.environments.configuration.ledger.Layout;
import io.calvinverse.environments.configuration.ledger.Ledger;
import io.calvinverse.environments.configuration.ledger.Look;
import io.calvinverse.environments.configuration.release.Manifest;
import io.calvinverse.environments.configuration.store.Operation;
import io.calvinverse.environments.configuration.store.StoreException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Removes the records of acts beyond those that are kept, and whatever interrupted acts left. Between acts only. */
final class Pruning {
    /** Every how many acts, as a share of those kept. */
    private static final int SHARE = 4;

    private final Desk desk;
    private final Ledger ledger;

    Pruning(Desk desk, Ledger ledger) {
        this.desk = desk;
        this.ledger = ledger;
    }

    void run() throws StoreException, DamagedRecordException {
        Look look = ledger.look();
        if (look.pending() != null) {
            return;
        }
        Layout layout = desk.settings().layout();
        List<Operation> removals = new ArrayList<>();
        List<Done> acts = ledger.acts();
        int beyond = acts.size() - desk.settings().kept();
        if (beyond > desk.settings().kept() / SHARE) {
            acts.subList(0, beyond)
                    .forEach(done -> removals.add(
                            new Operation.Remove(layout.act(done.act().sequence()))));
            Set<String> manifests = new LinkedHashSet<>();
            if (look.current() != null) {
                manifests.add(look.current().act().manifest());
            }
            acts.subList(beyond, acts.size()).stream()
                    .filter(Done::published)
                    .forEach(done -> manifests.add(done.act().manifest()));
            removals.addAll(unused(layout, manifests));
        }
        for (String key : desk.store().keys(layout.allSteps())) {
            removals.add(new Operation.Remove(key));
        }
        desk.write(removals);
    }

    private List<Operation> unused(Layout layout, Set<String> manifests) throws StoreException, DamagedRecordException {
        List<Operation> removals = new ArrayList<>();
        Set<String> digests = new HashSet<>();
        for (String id : manifests) {
            for (Manifest.Line line : ledger.manifest(id).lines()) {
                digests.add(line.digest());
            }
        }
        for (String key : desk.store().keys(layout.manifests())) {
            String id = key.substring(layout.manifests().length()).split("/", 2)[0];
            if (!manifests.contains(id)) {
                removals.add(new Operation.Remove(key));
            }
        }
        for (String key : desk.store().keys(layout.contents())) {
            if (!digests.contains(key.substring(layout.contents().length()))) {
                removals.add(new Operation.Remove(key));
            }
        }
        return removals;
    }
}
