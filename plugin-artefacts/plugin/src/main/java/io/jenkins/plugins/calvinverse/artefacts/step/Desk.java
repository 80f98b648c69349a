package io.jenkins.plugins.calvinverse.artefacts.step;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.calvinverse.artefacts.destination.Place;
import io.jenkins.plugins.calvinverse.artefacts.destination.Places;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * What a step finds in its context, read once.
 *
 * @param context null outside of Pipelines
 */
record Desk(
        StepContext context,
        Run<?, ?> build,
        FilePath workspace,
        Launcher launcher,
        TaskListener listener,
        EnvVars variables) {

    static Desk of(StepContext context) throws IOException, InterruptedException {
        FilePath workspace = context.get(FilePath.class);
        if (workspace == null) {
            throw new IOException("the agent of this build is not connected");
        }
        return new Desk(
                context,
                context.get(Run.class),
                workspace,
                context.get(Launcher.class),
                context.get(TaskListener.class),
                context.get(EnvVars.class));
    }

    /** Outside of Pipelines. */
    static Desk of(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws IOException, InterruptedException {
        FilePath workspace = build.getWorkspace();
        if (workspace == null) {
            throw new AbortException(Messages.Desk_NoWorkspace());
        }
        return new Desk(null, build, workspace, launcher, listener, build.getEnvironment(listener));
    }

    Place place(String text, String credentialsId) throws IOException, InterruptedException {
        return Places.of(context, build, expand(text), credentialsId == null ? null : expand(credentialsId));
    }

    /** Empty for null. */
    String expand(String text) {
        return text == null ? "" : variables.expand(text);
    }
}
