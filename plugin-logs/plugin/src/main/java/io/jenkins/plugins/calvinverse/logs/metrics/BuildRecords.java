package io.jenkins.plugins.calvinverse.logs.metrics;

import hudson.model.AbstractProject;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import io.calvinverse.logs.metrics.BuildFigures;
import java.util.List;
import jenkins.metrics.impl.TimeInQueueAction;
import jenkins.scm.api.SCMHead;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;

/** Reads what metrics say of a finished build from its record: the same each time it is read. */
final class BuildRecords {
    private BuildRecords() {}

    static BuildFigures read(Run<?, ?> run) {
        Job<?, ?> job = run.getParent();
        return new BuildFigures(
                job.getFullName(),
                project(job),
                run.getNumber(),
                job instanceof AbstractProject<?, ?> project ? label(project) : "",
                String.valueOf(run.getResult()),
                run.getStartTimeInMillis(),
                run.getDuration(),
                waited(run),
                stages(run));
    }

    private static String label(AbstractProject<?, ?> project) {
        String label = project.getAssignedLabelString();
        return label == null ? "" : label;
    }

    /** The full name of what a branch belongs to, or the job's own. */
    private static String project(Job<?, ?> job) {
        boolean branch = SCMHead.HeadByItem.findHead(job) != null;
        return branch && job.getParent() instanceof Item parent ? parent.getFullName() : job.getFullName();
    }

    private static long waited(Run<?, ?> run) {
        TimeInQueueAction action = run.getAction(TimeInQueueAction.class);
        return action == null
                ? Math.max(0, run.getStartTimeInMillis() - run.getTimeInMillis())
                : Math.max(0, action.getQueuingTimeMillis());
    }

    private static List<BuildFigures.Stage> stages(Run<?, ?> run) {
        if (run instanceof FlowExecutionOwner.Executable pipeline) {
            FlowExecutionOwner owner = pipeline.asFlowExecutionOwner();
            FlowExecution execution = owner == null ? null : owner.getOrNull();
            return execution == null ? List.of() : Stages.of(execution);
        }
        return List.of();
    }
}
