package io.jenkins.plugins.calvinverse.logs.pipeline;

import io.calvinverse.logs.spool.StepFacts;
import io.jenkins.plugins.calvinverse.logs.step.LogFieldsAction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.actions.ThreadNameAction;
import org.jenkinsci.plugins.workflow.actions.TimingAction;
import org.jenkinsci.plugins.workflow.actions.WorkspaceAction;
import org.jenkinsci.plugins.workflow.graph.BlockStartNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** Where a Pipeline node stands: in which stage, parallel branch and block of fields, on which agent. Memory only. */
final class NodeFacts {
    private final Map<String, Object> fields = new HashMap<>();
    private final Map<String, Object> data = new HashMap<>();
    private final List<String> branches = new ArrayList<>();

    private NodeFacts() {}

    static StepFacts of(FlowNode node) {
        NodeFacts facts = new NodeFacts();
        facts.fields.put("step", node.getDisplayFunctionName());
        if (node instanceof BlockStartNode) {
            facts.within(node);
        }
        for (BlockStartNode block : node.getEnclosingBlocks()) {
            facts.within(block);
        }
        if (!facts.branches.isEmpty()) {
            facts.fields.put("parallel", String.join("/", facts.branches));
        }
        long started = TimingAction.getStartTime(node);
        return new StepFacts(
                node.getId(), started > 0 ? started : System.currentTimeMillis(), facts.fields, facts.data);
    }

    /** From the inside outwards: what is nearer holds. */
    private void within(FlowNode block) {
        ThreadNameAction thread = block.getPersistentAction(ThreadNameAction.class);
        LabelAction label = block.getPersistentAction(LabelAction.class);
        if (thread != null) {
            branches.add(0, thread.getThreadName());
        } else if (label != null) {
            fields.putIfAbsent("stage", label.getDisplayName());
        }
        WorkspaceAction workspace = block.getPersistentAction(WorkspaceAction.class);
        if (workspace != null && !data.containsKey("buildHost")) {
            AgentFields.of(workspace.getNode(), fields, data);
        }
        LogFieldsAction more = block.getPersistentAction(LogFieldsAction.class);
        if (more != null) {
            more.fields().forEach(fields::putIfAbsent);
        }
    }
}
