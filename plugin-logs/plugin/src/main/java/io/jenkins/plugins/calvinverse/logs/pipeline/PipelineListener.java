package io.jenkins.plugins.calvinverse.logs.pipeline;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Queue;
import hudson.model.Run;
import io.calvinverse.logs.spool.StepFacts;
import io.jenkins.plugins.calvinverse.logs.shipping.Shipping;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionListener;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;

/** Pipelines that go on after a restart: their nodes' places are read from their graph again, as a crash may have lost some. */
@Extension
public class PipelineListener extends FlowExecutionListener {
    private static final Logger LOGGER = Logger.getLogger(PipelineListener.class.getName());

    @Override
    public void onResumed(@NonNull FlowExecution execution) {
        if (Shipping.get().ships()) {
            Shipping.get().later(() -> resumed(execution));
        }
    }

    private static void resumed(FlowExecution execution) {
        try {
            Queue.Executable build = execution.getOwner().getExecutable();
            if (build instanceof Run<?, ?> run) {
                List<StepFacts> known = new ArrayList<>();
                for (FlowNode node : new DepthFirstScanner().allNodes(execution)) {
                    known.add(NodeFacts.of(node));
                }
                Shipping.get().resumed(run, known);
            }
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "Lines of " + execution + " may lack the fields of their steps");
        }
    }
}
