package io.jenkins.plugins.calvinverse.artefacts.trigger;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.model.Action;
import hudson.model.EnvironmentContributingAction;
import hudson.model.InvisibleAction;
import hudson.model.Queue;
import hudson.model.Run;
import io.calvinverse.artefacts.arrival.Arrival;
import java.util.List;

/** On a build and its place in the queue: for which artefact it is, as variables {@code ARTEFACT_…}. One build per artefact. */
public class ArrivalAction extends InvisibleAction implements EnvironmentContributingAction, Queue.QueueAction {
    private final String id;
    private final String format;
    private final String repository;
    private final String name;
    private final String version;
    private final String digest;

    ArrivalAction(String id, Arrival arrival) {
        this.id = id;
        this.format = arrival.format();
        this.repository = arrival.repository();
        this.name = arrival.name();
        this.version = arrival.version();
        this.digest = arrival.digest();
    }

    String getId() {
        return id;
    }

    @Override
    public void buildEnvironment(@NonNull Run<?, ?> run, @NonNull EnvVars environment) {
        environment.put("ARTEFACT_FORMAT", format);
        environment.put("ARTEFACT_REPOSITORY", repository);
        environment.put("ARTEFACT_NAME", name);
        environment.put("ARTEFACT_VERSION", version);
        environment.put("ARTEFACT_DIGEST", digest);
    }

    /** Not when the same already waits: after a restart the queue may have come back. */
    @Override
    public boolean shouldSchedule(List<Action> waiting) {
        return waiting.stream().noneMatch(each -> each instanceof ArrivalAction other && other.id.equals(id));
    }
}
