package io.jenkins.plugins.calvinverse.logs.page;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Run;
import io.jenkins.plugins.calvinverse.logs.LogsConfiguration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;

/** Adds what the shipping has to say to builds. */
@Extension
@SuppressWarnings("rawtypes") // as Jenkins has it
public class ShippedLogs extends TransientActionFactory<Run> {
    @Override
    public Class<Run> type() {
        return Run.class;
    }

    @NonNull
    @Override
    public Collection<? extends Action> createFor(@NonNull Run run) {
        LogsConfiguration configuration = LogsConfiguration.get();
        if (configuration.getTargets().isEmpty()) {
            return List.of();
        }
        List<Action> actions = new ArrayList<>();
        actions.add(new ShippedLog(run));
        if (configuration.getViewUrl() != null) {
            actions.add(new ShippedLogLink(run));
        }
        return actions;
    }
}
