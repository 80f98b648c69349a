package io.jenkins.plugins.calvinverse.logs.metrics.event;

import hudson.Extension;
import hudson.slaves.CloudProvisioningListener;
import hudson.slaves.NodeProvisioner;
import io.calvinverse.logs.metrics.Measure;
import io.calvinverse.logs.metrics.Tags;
import io.jenkins.plugins.calvinverse.logs.metrics.MetricsService;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;

/** Agents that a cloud planned and could not make. */
@Extension
public class ProvisioningFailures extends CloudProvisioningListener {

    @Override
    public void onFailure(NodeProvisioner.PlannedNode plannedNode, Throwable fault) {
        MetricsService.get().recorder().count(Measure.PROVISIONING_FAILURES, Tags.of("reason", reason(fault)));
    }

    static String reason(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException) {
                return "timeout";
            }
            if (cause instanceof CancellationException) {
                return "cancelled";
            }
            if (cause instanceof IOException) {
                return "io";
            }
        }
        return "other";
    }
}
