package io.jenkins.plugins.calvinverse.logs.pipeline;

import hudson.model.Run;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;

/**
 * What tells a build from all others of this controller, also after a restart. That of a Pipeline changes when its job is
 * renamed or moved, which no Pipeline that runs survives; that of any other build stays.
 */
public final class Identity {
    private Identity() {}

    public static String of(Run<?, ?> run) {
        // A Pipeline that goes on after a restart is queued again, under a new number of the queue.
        String other = run instanceof FlowExecutionOwner.Executable
                ? Integer.toHexString(run.getParent().getFullName().hashCode())
                : Long.toString(run.getQueueId());
        return "build:" + run.getTimeInMillis() + '-' + other + '-' + run.getNumber();
    }

    /** What the identities of files that a build streams begin with. */
    public static String ofFiles(String build) {
        return "file:" + build.replace(':', '-') + '-';
    }

    /** Whether it is that of a build; other things are spooled, too. */
    public static boolean isBuild(String identity) {
        return identity.startsWith("build:");
    }
}
