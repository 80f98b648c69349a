package io.jenkins.plugins.calvinverse.environments.release;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Util;
import hudson.model.Cause;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.calvinverse.environments.configuration.publish.Releases;
import io.jenkins.plugins.calvinverse.environments.choice.Choice;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import java.io.IOException;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** What a step on the configuration of an environment works with, while it runs. */
final class Desk {
    private final StepContext context;
    private final Environment environment;
    private final String stream;

    Desk(StepContext context, Environment environment, String stream) {
        this.context = context;
        this.environment = environment;
        this.stream = stream;
    }

    Environment environment() {
        return environment;
    }

    Releases releases() throws IOException {
        return Streams.of(environment, stream);
    }

    /** The same stream of another environment this job may use. */
    Releases releases(String other) throws IOException, InterruptedException {
        return Streams.of(Choice.of(context, other), stream);
    }

    String stream() {
        return Streams.settings(environment, stream).layout().stream();
    }

    Run<?, ?> build() throws IOException, InterruptedException {
        return context.get(Run.class);
    }

    /** Who releases, for the records in Consul. */
    String by() throws IOException, InterruptedException {
        return build().getFullDisplayName();
    }

    /** Who started the build, for a release that names no author. */
    String starter() throws IOException, InterruptedException {
        Cause.UserIdCause cause = build().getCause(Cause.UserIdCause.class);
        return cause == null ? "" : Util.fixNull(cause.getUserId());
    }

    /** The commit that was checked out, as the Git plugin tells, for a release that names none. */
    String commit() throws IOException, InterruptedException {
        EnvVars variables = context.get(EnvVars.class);
        return variables == null ? "" : variables.get("GIT_COMMIT", "");
    }

    FilePath workspace() throws IOException, InterruptedException {
        FilePath workspace = context.get(FilePath.class);
        if (workspace == null) {
            throw new AbortException(Messages.Desk_NoWorkspace());
        }
        return workspace;
    }

    void say(List<String> lines) throws IOException, InterruptedException {
        TaskListener listener = context.get(TaskListener.class);
        lines.forEach(listener.getLogger()::println);
    }
}
