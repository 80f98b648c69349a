package io.jenkins.plugins.calvinverse.logs.metrics.event;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Node;
import jenkins.model.NodeListener;

/** An agent that calls in by itself is expected from when its node is there. */
@Extension
public class ExpectedAgents extends NodeListener {

    @Override
    protected void onCreated(@NonNull Node node) {
        AgentLives.get().expected(node.getNodeName());
    }
}
