package io.calvinverse.provisioner.fleet;

import io.calvinverse.provisioner.provider.Instance;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds what is ours and in no journal: after the loss of a journal, or when a machine appears that was given up while
 * its creation was under way. What the controller uses is taken over, the rest is removed.
 */
final class Strays {
    private final Situation now;

    Strays(Situation now) {
        this.now = now;
    }

    void find(List<Action> actions) {
        Set<String> listed = new HashSet<>();
        now.inventories()
                .forEach((provider, inventory) -> inventory.instances().values().forEach(instance -> {
                    listed.add(instance.name());
                    if (stray(instance, inventory)) {
                        actions.add(act(instance, provider));
                    }
                }));
        if (!now.inventories().isEmpty() && now.sighted() && !now.resuming()) {
            now.agents().forEach((name, agent) -> {
                if (!now.machines().containsKey(name) && !listed.contains(name) && agent.busy() == 0) {
                    actions.add(new Action.Withdraw(name));
                }
            });
        }
    }

    private boolean stray(Instance instance, Inventory inventory) {
        Instant gone = now.departed().get(instance.name());
        return instance.owner().equals(now.spec().owner())
                && !now.machines().containsKey(instance.name())
                && inventory.tells(now.started())
                && (gone == null || inventory.tells(gone));
    }

    /** An agent that is not connected may come back to its build; one that came after the end may not. */
    private Action act(Instance instance, String provider) {
        boolean used =
                now.agents().containsKey(instance.name()) && !now.departed().containsKey(instance.name());
        return used
                ? new Action.Adopt(instance.name(), instance.template(), provider)
                : new Action.Reclaim(instance.name(), instance.template(), provider);
    }
}
