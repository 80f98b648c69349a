package io.jenkins.plugins.calvinverse.logs.pipeline;

import hudson.Extension;
import hudson.model.Queue;
import hudson.model.Run;
import io.jenkins.plugins.calvinverse.logs.shipping.Shipping;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.flow.GraphListener;
import org.jenkinsci.plugins.workflow.graph.BlockEndNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** Notes of each Pipeline node where it stands, before it prints. On the Pipeline's own thread: memory only. */
@Extension
public class NodeListener implements GraphListener.Synchronous {
    private static final Logger LOGGER = Logger.getLogger(NodeListener.class.getName());

    @Override
    public void onNewHead(FlowNode node) {
        if (node instanceof BlockEndNode || !Shipping.get().ships()) {
            return;
        }
        try {
            Queue.Executable build = node.getExecution().getOwner().getExecutable();
            if (build instanceof Run<?, ?> run) {
                Shipping.get().node(run, NodeFacts.of(node));
            }
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.FINE, e, () -> "Lines of " + node + " will lack its fields");
        }
    }
}
