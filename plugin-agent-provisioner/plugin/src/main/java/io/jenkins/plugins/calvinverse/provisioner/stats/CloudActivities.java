package io.jenkins.plugins.calvinverse.provisioner.stats;

import hudson.ExtensionList;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.slaves.CloudProvisioningListener;
import hudson.slaves.NodeProvisioner.PlannedNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;
import org.jenkinsci.plugins.cloudstats.CloudStatistics.ProvisioningListener;
import org.jenkinsci.plugins.cloudstats.ProvisioningActivity;
import org.jenkinsci.plugins.cloudstats.TrackedPlannedNode;

/**
 * Tells cloud-stats of machines, many at a time: it writes all it knows to disk whenever it is told of one, which a
 * thousand machines ordered together would wait for. Thread-safe.
 */
public final class CloudActivities {
    private static final long GATHER_MILLIS = 500;

    private final Set<ProvisioningActivity.Id> waiting = new LinkedHashSet<>();
    private boolean scheduled;

    /** A machine was ordered. Returns at once. */
    public void started(ProvisioningActivity.Id id) {
        synchronized (waiting) {
            waiting.add(id);
            if (!scheduled) {
                scheduled = true;
                Timer.get()
                        .schedule(
                                () -> Computer.threadPoolForRemoting.submit(this::flush),
                                GATHER_MILLIS,
                                TimeUnit.MILLISECONDS);
            }
        }
    }

    /** A machine ends; {@code cause} is null when it did not fail. May write to disk. */
    public void ends(ProvisioningActivity.Id id, Throwable cause) {
        boolean untold;
        synchronized (waiting) {
            untold = waiting.contains(id);
        }
        if (untold) {
            flush();
        }
        if (cause != null) {
            ProvisioningListener.get().onFailure(id, cause);
        }
    }

    private void flush() {
        List<PlannedNode> started = new ArrayList<>();
        synchronized (waiting) {
            scheduled = false;
            waiting.forEach(id -> started.add(new TrackedPlannedNode(id, 1, new CompletableFuture<Node>())));
            waiting.clear();
        }
        if (!started.isEmpty()) {
            CloudProvisioningListener activities = ExtensionList.lookupSingleton(ProvisioningListener.class);
            activities.onStarted(null, null, started);
        }
    }
}
