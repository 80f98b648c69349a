package io.jenkins.plugins.calvinverse.logs.shipping;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.init.Terminator;
import hudson.model.Job;
import hudson.model.Run;
import io.calvinverse.logs.enrich.Rules;
import io.calvinverse.logs.spool.BuildFacts;
import io.calvinverse.logs.spool.GivenUp;
import io.calvinverse.logs.spool.SpooledBuild;
import io.calvinverse.logs.spool.StepFacts;
import io.jenkins.plugins.calvinverse.logs.LogsConfiguration;
import io.jenkins.plugins.calvinverse.logs.pipeline.Identity;
import io.jenkins.plugins.calvinverse.logs.pipeline.IssuedValues;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Ships the logs of all builds. What listeners tell is taken over in memory and worked off by one thread, the clockwork;
 * each target has a thread of its own. Nothing here makes a build wait.
 */
@Extension
public class Shipping {
    private static final Logger LOGGER = Logger.getLogger(Shipping.class.getName());
    private static final long TICK = 500;
    private static final int TICKS_PER_SEARCH = 20;

    private final Threads threads = new Threads();
    private final Running running = new Running();
    private final Routes routes = new Routes();
    private final Orphans orphans = new Orphans();
    private volatile Depot depot;
    private volatile String trouble = "";
    private volatile boolean loaded;
    private final AtomicBoolean copying = new AtomicBoolean();
    private int ticks;

    public static Shipping get() {
        return ExtensionList.lookupSingleton(Shipping.class);
    }

    /** Before jobs are loaded: Pipelines go on, and print, right afterwards. */
    @Initializer(after = InitMilestone.SYSTEM_CONFIG_ADAPTED, before = InitMilestone.JOB_LOADED)
    public static void begin() {
        Shipping shipping = get();
        shipping.configured();
        shipping.threads.every(TICK, shipping::tick);
    }

    @Initializer(after = InitMilestone.JOB_CONFIG_ADAPTED)
    public static void jobsAreThere() {
        get().loaded = true;
    }

    @Terminator
    public static void end() {
        Shipping shipping = get();
        shipping.threads.close();
        shipping.routes.close();
    }

    /** The configuration may have changed. Returns at once. */
    public void configured() {
        LogsConfiguration configuration = LogsConfiguration.get();
        routes.want(configuration.getTargets());
        later(() -> {
            open();
            Depot there = depot;
            if (there != null) {
                there.bound(configuration, routes::names);
                reroute();
                Running.now().forEach(this::follow);
            }
        });
    }

    private void reroute() {
        Depot there = depot;
        if (there != null) {
            threads.waiting(() -> routes.follow(there.spool(), this::rules));
        }
    }

    private void open() {
        Path root = SpoolPlace.root();
        if (depot != null && !depot.root().equals(root)) {
            LOGGER.warning(() -> "What waits to be shipped stays in " + depot.root() + " until Jenkins is restarted");
        }
        if (depot != null || routes.none() && !root.toFile().isDirectory()) {
            return;
        }
        try {
            depot = Depot.open(root);
            trouble = "";
        } catch (IOException e) {
            trouble = Messages.Shipping_NoDepot(root, e.toString());
            LOGGER.log(Level.WARNING, e, () -> trouble);
        }
    }

    private Rules rules(SpooledBuild build) {
        return LineRules.of(LogsConfiguration.get(), build.facts());
    }

    private void tick() {
        Depot there = depot;
        ticks++;
        if (there == null) {
            if (!routes.none() && ticks % TICKS_PER_SEARCH == 0) {
                configured();
            }
            return;
        }
        if (!routes.none()) {
            running.all().forEach(each -> conceal(each.run(), each.key()));
            running.flush();
            copy(there);
        }
        there.round();
        routes.wake();
        routes.measure();
        if (ticks % TICKS_PER_SEARCH == 0 && loaded) {
            search(there);
        }
    }

    /** Of logs that are not kept in files. Reading them may take its time. */
    private void copy(Depot there) {
        List<Run<?, ?>> elsewhere = running.elsewhere();
        if (!elsewhere.isEmpty() && copying.compareAndSet(false, true)) {
            threads.waiting(() -> {
                try {
                    elsewhere.forEach(there::pump);
                } finally {
                    copying.set(false);
                }
            });
        }
    }

    /** What listeners may have missed. */
    private void search(Depot there) {
        Running.now().forEach(this::follow);
        for (SpooledBuild orphan : orphans.among(there.spool().builds(), running)) {
            there.ended(orphan.key());
        }
        reroute();
    }

    /** Whether there is anywhere to ship to. Any thread; at once. */
    public boolean ships() {
        return !routes.none();
    }

    /** By the clockwork. Returns at once. */
    public void later(Runnable work) {
        threads.clockwork(work);
    }

    /** A build begins. Returns at once. */
    public void started(Run<?, ?> run) {
        if (ships()) {
            later(() -> follow(run));
        }
    }

    private void follow(Run<?, ?> run) {
        Depot there = depot;
        if (there == null || running.key(run) != null) {
            return;
        }
        try {
            Optional<String> key = there.follow(run);
            key.ifPresent(k -> running.add(run, k));
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "The log of " + run + " is not followed yet; tried again");
        }
    }

    /** Nothing more will be written to a build's log. Returns at once. */
    public void finished(Run<?, ?> run) {
        later(() -> {
            Depot there = depot;
            String key = running.key(run);
            boolean elsewhere = running.elsewhere().contains(run);
            running.remove(run);
            if (there == null || key == null) {
                return;
            }
            if (elsewhere) {
                threads.waiting(() -> {
                    there.pump(run);
                    later(() -> there.ended(key));
                });
            } else {
                there.ended(key);
            }
        });
    }

    /** A Pipeline goes on after a restart, with these nodes. By the clockwork. */
    public void resumed(Run<?, ?> run, List<StepFacts> nodes) {
        follow(run);
        Depot there = depot;
        String key = running.key(run);
        if (there != null && key != null) {
            nodes.forEach(node -> there.spool().learn(key, node));
        }
    }

    /** A Pipeline node begins. Known at once, on disk a little later. */
    public void node(Run<?, ?> run, StepFacts node) {
        Depot there = depot;
        String known = running.key(run);
        if (there != null && known != null) {
            there.spool().learn(known, node);
        }
        conceal(run, known);
        later(() -> {
            String key = running.key(run);
            if (depot != null && key != null) {
                depot.step(key, node);
            }
        });
    }

    /**
     * What steps have given a build since. Looked at when a node begins, before it can print them: blocks that give secrets
     * begin nodes of their own.
     */
    private void conceal(Run<?, ?> run, String key) {
        conceal(run, key, IssuedValues.all(run));
    }

    private void conceal(Run<?, ?> run, String key, Set<String> values) {
        Depot there = depot;
        if (there == null || values.isEmpty()) {
            return;
        }
        if (key == null || there.spool().conceal(key, values)) {
            later(() -> there.hide(run, values));
        }
    }

    /** Values that a step of a build is about to get, in clear. Known at once, on disk, sealed, a little later. */
    public void given(Run<?, ?> run, Set<String> values) {
        conceal(run, running.key(run), values);
    }

    /** A job is called otherwise, or lies elsewhere. Returns at once. */
    public void moved(Job<?, ?> job, String formerName) {
        later(() -> {
            Depot there = depot;
            if (there != null) {
                new Moved(there, formerName).to(job);
            }
        });
    }

    /** Follows something else than a build. By the clockwork; empty while there is nowhere to ship to. */
    public Optional<SpooledBuild> follow(BuildFacts facts, Set<String> secrets) throws IOException {
        Depot there = depot;
        return there == null || !ships()
                ? Optional.empty()
                : Optional.of(there.spool().follow(facts, secrets));
    }

    /** What else must not be shipped of something that is followed under this identity. By the clockwork. */
    public void hide(String identity, Set<String> secrets) throws IOException {
        Depot there = depot;
        if (there != null) {
            there.hide(identity, secrets);
        }
    }

    /** By the clockwork, and waits for it: for threads that may. */
    public <T> T now(Callable<T> work) throws IOException, InterruptedException {
        return threads.clockworkNow(work);
    }

    /** What is no build has its end, and its file is held by the spool alone. By the clockwork. */
    public void ended(String key) {
        Depot there = depot;
        if (there != null) {
            there.ended(key);
        }
    }

    /** Where files may lie that are to be followed; null while there is nowhere to ship to. */
    public Path directory(String name) {
        Depot there = depot;
        return there == null || !ships() ? null : there.root().resolve(name);
    }

    /** As of now. Any thread; memory only. */
    public List<TargetView> targets() {
        return routes.views();
    }

    /** Those that wait, or run. */
    public Collection<SpooledBuild> waiting() {
        Depot there = depot;
        return there == null ? List.of() : there.spool().builds();
    }

    public Optional<SpooledBuild> waiting(Run<?, ?> run) {
        Depot there = depot;
        return there == null ? Optional.empty() : there.spool().find(Identity.of(run));
    }

    public GivenUp givenUp() {
        Depot there = depot;
        return there == null ? GivenUp.NOTHING : there.spool().givenUp();
    }

    /** Why nothing can be shipped to any target; empty when all is well. */
    public String trouble() {
        return trouble;
    }
}
