package io.jenkins.plugins.calvinverse.provisioner.fleet;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.init.Terminator;
import hudson.model.Label;
import io.jenkins.plugins.calvinverse.provisioner.cloud.ImmutableAgentsCloud;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.util.Timer;

/**
 * The fleets that run, by the names of their clouds. A fleet whose cloud was removed or renamed goes on until its
 * machines are gone, also after a restart.
 */
@Extension
public class Fleets {
    private static final Logger LOGGER = Logger.getLogger(Fleets.class.getName());

    private final Map<String, Fleet> fleets = new ConcurrentHashMap<>();
    private final Map<String, String> broken = new ConcurrentHashMap<>();
    private final AtomicBoolean syncing = new AtomicBoolean();
    private boolean started;

    public static Fleets get() {
        return ExtensionList.lookupSingleton(Fleets.class);
    }

    /** The fleet of that cloud, if it runs. */
    public Optional<Fleet> find(String cloud) {
        return Optional.ofNullable(cloud == null ? null : fleets.get(cloud));
    }

    /** All fleets, the ones being given up included. */
    public List<Fleet> all() {
        return new ArrayList<>(fleets.values());
    }

    /** Fleets that could not be started and why, by cloud. */
    public Map<String, String> broken() {
        return Map.copyOf(broken);
    }

    /** The clouds of this plugin, in the order of the configuration. */
    public static List<ImmutableAgentsCloud> clouds() {
        return Jenkins.get().clouds.getAll(ImmutableAgentsCloud.class);
    }

    /** Wakes the fleets that serve a label. Any thread, also under the queue's lock; returns at once. */
    public void wake(Label label) {
        for (ImmutableAgentsCloud cloud : clouds()) {
            if (cloud.serves(label)) {
                find(cloud.name).ifPresent(Fleet::wake);
            }
        }
    }

    @Initializer(after = InitMilestone.JOB_CONFIG_ADAPTED, before = InitMilestone.COMPLETED)
    public static void start() {
        Fleets all = get();
        synchronized (all) {
            all.started = true;
        }
        all.syncSoon();
    }

    /** Follows the configuration, soon and on another thread. Changes of one moment are taken together. */
    public void syncSoon() {
        if (syncing.compareAndSet(false, true)) {
            Timer.get().submit(() -> {
                syncing.set(false);
                sync();
            });
        }
    }

    private synchronized void sync() {
        if (!started) {
            return;
        }
        Set<String> configured = new LinkedHashSet<>();
        for (ImmutableAgentsCloud cloud : clouds()) {
            if (configured.add(cloud.name)) {
                run(cloud.name, () -> follow(cloud));
            } else {
                broken.put(cloud.name, Messages.Fleets_TwoClouds(cloud.name));
            }
        }
        for (String left : FleetFiles.names()) {
            if (!configured.contains(left)) {
                run(left, () -> giveUp(left));
            }
        }
        for (Fleet fleet : all()) {
            if (!configured.contains(fleet.name()) && fleet.empty()) {
                fleets.remove(fleet.name());
                run(fleet.name(), fleet::dissolve);
            }
        }
        broken.keySet()
                .removeIf(name ->
                        !configured.contains(name) && !FleetFiles.names().contains(name));
    }

    private void follow(ImmutableAgentsCloud cloud) throws IOException {
        Fleet running = fleets.get(cloud.name);
        if (running == null) {
            fleets.put(cloud.name, new Fleet(new FleetFiles(cloud.name), cloud, this::syncSoon));
        } else {
            running.configure(cloud);
        }
    }

    private void giveUp(String name) throws IOException {
        Fleet running = fleets.get(name);
        if (running == null) {
            fleets.put(name, new Fleet(new FleetFiles(name), null, this::syncSoon));
        } else {
            running.retire();
        }
    }

    private void run(String name, Change change) {
        try {
            change.run();
            broken.remove(name);
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "The fleet of cloud " + name + " could not follow its configuration");
            broken.put(name, String.valueOf(e.getMessage()));
        }
    }

    @Terminator
    public static void stop() {
        Fleets all = get();
        synchronized (all) {
            all.started = false;
            all.fleets.values().forEach(Fleet::close);
            all.fleets.clear();
        }
    }

    private interface Change {
        void run() throws IOException;
    }
}
