package io.jenkins.plugins.calvinverse.logs.metrics;

import hudson.model.Result;
import io.calvinverse.logs.metrics.BuildFigures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.actions.ErrorAction;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.actions.TagsAction;
import org.jenkinsci.plugins.workflow.actions.ThreadNameAction;
import org.jenkinsci.plugins.workflow.actions.TimingAction;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.BlockEndNode;
import org.jenkinsci.plugins.workflow.graph.BlockStartNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** The stages of a finished Pipeline, from its flow graph; reads files. */
final class Stages {
    /** What Declarative writes on a stage it did not run. */
    private static final String STATUS = "STAGE_STATUS";

    private Stages() {}

    static List<BuildFigures.Stage> of(FlowExecution execution) {
        List<BlockEndNode<?>> ends = new ArrayList<>();
        Map<String, Result> warned = new HashMap<>();
        for (FlowNode node : new DepthFirstScanner().allNodes(execution)) {
            if (node instanceof BlockEndNode<?> end && isStage(end.getStartNode())) {
                ends.add(end);
            }
            WarningAction warning = node.getPersistentAction(WarningAction.class);
            if (warning != null) {
                // It stands on the step that warned; every stage around that is meant.
                for (BlockStartNode block : node.iterateEnclosingBlocks()) {
                    warned.merge(block.getId(), warning.getResult(), (one, other) -> one.combine(other));
                }
            }
        }
        Collections.reverse(ends);
        return ends.stream().map(end -> stage(end, warned)).toList();
    }

    /** The body of a stage has a label of its own and no branch's name. */
    private static boolean isStage(BlockStartNode start) {
        return start.getPersistentAction(LabelAction.class) != null
                && start.getPersistentAction(ThreadNameAction.class) == null;
    }

    private static BuildFigures.Stage stage(BlockEndNode<?> end, Map<String, Result> warned) {
        BlockStartNode start = end.getStartNode();
        long began = TimingAction.getStartTime(start);
        return new BuildFigures.Stage(
                start.getId(),
                start.getDisplayName(),
                result(start, end, warned.get(start.getId())),
                began,
                Math.max(0, TimingAction.getStartTime(end) - began));
    }

    private static String result(BlockStartNode start, BlockEndNode<?> end, Result warned) {
        String status = TagsAction.getTagValue(start, STATUS);
        if (status != null && status.startsWith("SKIPPED")) {
            return "skipped";
        }
        ErrorAction error = end.getError();
        if (error != null) {
            return error.getError() instanceof FlowInterruptedException interrupted
                    ? interrupted.getResult().toString()
                    : "failure";
        }
        return warned == null ? "success" : warned.toString();
    }
}
