package io.jenkins.plugins.calvinverse.provisioner.bench;

import hudson.model.Label;
import hudson.model.Node;
import hudson.slaves.Cloud;
import hudson.slaves.NodeProvisioner.PlannedNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A cloud under core's own strategy that takes no time and notes when it was asked. Its agents never connect. */
final class CoreCloud extends Cloud {
    static final Queue<Long> ASKED = new ConcurrentLinkedQueue<>();

    CoreCloud() {
        super("core");
    }

    @Override
    public boolean canProvision(CloudState state) {
        Label label = state.getLabel();
        return label != null && label.getName().startsWith("core-");
    }

    @Override
    public Collection<PlannedNode> provision(CloudState state, int excessWorkload) {
        List<PlannedNode> planned = new ArrayList<>();
        for (int i = 0; i < excessWorkload; i++) {
            ASKED.add(System.nanoTime());
            planned.add(new PlannedNode("core", new CompletableFuture<Node>(), 1));
        }
        return planned;
    }
}
