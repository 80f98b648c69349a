package io.jenkins.plugins.calvinverse.logs.shipping;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;

/** Tells when builds begin and end. On the builds' own threads: hands over, and returns. */
@Extension
public class BuildListener extends RunListener<Run<?, ?>> {
    @Override
    public void onStarted(Run<?, ?> run, @NonNull TaskListener listener) {
        Shipping.get().started(run);
    }

    @Override
    public void onFinalized(@NonNull Run<?, ?> run) {
        Shipping.get().finished(run);
    }
}
