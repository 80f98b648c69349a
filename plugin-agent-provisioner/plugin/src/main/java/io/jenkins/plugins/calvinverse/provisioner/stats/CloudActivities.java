package io.jenkins.plugins.calvinverse.provisioner.stats;

import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.slaves.CloudProvisioningListener;
import hudson.slaves.NodeProvisioner.PlannedNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Timer;
import org.jenkinsci.plugins.cloudstats.CloudStatistics;
import org.jenkinsci.plugins.cloudstats.CloudStatistics.ProvisioningListener;
import org.jenkinsci.plugins.cloudstats.ProvisioningActivity;
import org.jenkinsci.plugins.cloudstats.TrackedPlannedNode;

/**
 * Tells cloud-stats of machines, and has it save what it knows twice a second at most. It writes all of it to disk
 * whenever it is told anything, on the thread that tells: with agents that come and go at 20 a second that took more of
 * the processor than everything else together, and removing a thousand took minutes. Thread-safe.
 */
@Extension
public final class CloudActivities {
    private static final Logger LOGGER = Logger.getLogger(CloudActivities.class.getName());
    private static final long GATHER_MILLIS = 500;

    private final Set<ProvisioningActivity.Id> waiting = new LinkedHashSet<>();
    private boolean scheduled;

    public static CloudActivities get() {
        return ExtensionList.lookupSingleton(CloudActivities.class);
    }

    /** A machine was ordered. Returns at once. */
    public void started(ProvisioningActivity.Id id) {
        synchronized (waiting) {
            waiting.add(id);
        }
        saveSoon();
    }

    /** A machine ends; {@code cause} is null when it did not fail. */
    public void ends(ProvisioningActivity.Id id, Throwable cause) {
        try (Noting unsaved = noting()) {
            if (cause != null) {
                ProvisioningListener.get().onFailure(id, cause);
            }
        }
    }

    /** Until this is closed, cloud-stats notes what it hears on this thread without writing it to disk there and then. */
    public Noting noting() {
        return new Noting();
    }

    private void saveSoon() {
        synchronized (waiting) {
            if (!scheduled) {
                scheduled = true;
                Timer.get()
                        .schedule(
                                () -> Computer.threadPoolForRemoting.submit(this::save),
                                GATHER_MILLIS,
                                TimeUnit.MILLISECONDS);
            }
        }
    }

    private void begin() {
        List<PlannedNode> started = new ArrayList<>();
        synchronized (waiting) {
            waiting.forEach(id -> started.add(new TrackedPlannedNode(id, 1, new CompletableFuture<Node>())));
            waiting.clear();
        }
        if (!started.isEmpty()) {
            CloudProvisioningListener activities = ExtensionList.lookupSingleton(ProvisioningListener.class);
            activities.onStarted(null, null, started);
        }
    }

    private void save() {
        synchronized (waiting) {
            scheduled = false;
        }
        try (BulkChange once = new BulkChange(CloudStatistics.get())) {
            begin();
            once.commit();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "The activities of clouds cannot be saved; they are with the next one", e);
        }
    }

    /** What was noted last is on disk when the controller stops. */
    @Terminator
    public static void stop() {
        get().save();
    }

    /** To be closed by the thread that opened it. */
    public final class Noting implements AutoCloseable {
        private final BulkChange unsaved = new BulkChange(CloudStatistics.get());

        private Noting() {
            begin();
        }

        @Override
        public void close() {
            unsaved.abort();
            saveSoon();
        }
    }
}
