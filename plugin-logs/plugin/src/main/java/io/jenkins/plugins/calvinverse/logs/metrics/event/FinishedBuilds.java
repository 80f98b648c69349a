package io.jenkins.plugins.calvinverse.logs.metrics.event;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.calvinverse.logs.metrics.MetricsService;

/** Each build that ends; its record is read by another thread. */
@Extension
public class FinishedBuilds extends RunListener<Run<?, ?>> {

    @Override
    public void onFinalized(Run<?, ?> run) {
        MetricsService.get().finished(run);
    }
}
