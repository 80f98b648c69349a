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
        boolean sighted = !now.inventories().isEmpty()
                && now.inventories().values().stream().allMatch(i -> i.asked().isAfter(now.started()))
                && now.spec().templates().stream()
                        .allMatch(t -> now.inventories().containsKey(t.provider()));
        if (sighted) {
            now.agents().forEach((name, agent) -> {
                if (!now.machines().containsKey(name) && !listed.contains(name)) {
                    actions.add(new Action.Withdraw(name));
                }
            });
        }
    }

    private boolean stray(Instance instance, Inventory inventory) {
        Instant gone = now.departed().get(instance.name());
        return instance.owner().equals(now.spec().owner())
                && !now.machines().containsKey(instance.name())
                && inventory.asked().isAfter(now.started())
                && (gone == null || inventory.asked().isAfter(gone));
    }

    private Action act(Instance instance, String provider) {
        AgentView agent = now.agents().get(instance.name());
        boolean used = agent != null && (agent.online() || agent.busy() > 0);
        return used
                ? new Action.Adopt(instance.name(), instance.template(), provider)
                : new Action.Reclaim(instance.name(), instance.template(), provider);
    }
}
