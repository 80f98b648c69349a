package io.jenkins.plugins.calvinverse.provisioner.fleet;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.calvinverse.provisioner.fleet.FleetSpec;
import io.calvinverse.provisioner.fleet.TemplateSpec;
import io.calvinverse.provisioner.journal.FileJournal;
import io.calvinverse.provisioner.journal.Journal;
import io.calvinverse.provisioner.loop.FleetView;
import io.calvinverse.provisioner.loop.Loop;
import io.calvinverse.provisioner.loop.Pace;
import io.calvinverse.provisioner.loop.Ports;
import io.calvinverse.provisioner.loop.Reconciler;
import io.calvinverse.provisioner.loop.SteadyClock;
import io.calvinverse.provisioner.machine.MachineNames;
import io.calvinverse.provisioner.provider.Provider;
import io.jenkins.plugins.calvinverse.provisioner.agent.ImmutableAgent;
import io.jenkins.plugins.calvinverse.provisioner.cloud.AgentTemplate;
import io.jenkins.plugins.calvinverse.provisioner.cloud.ImmutableAgentsCloud;
import io.jenkins.plugins.calvinverse.provisioner.environment.MachineEnvironments;
import io.jenkins.plugins.calvinverse.provisioner.provider.AgentProvider;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;

/** One running fleet: the engine's loop with the controller at its ports. Thread-safe. */
public final class Fleet {
    private static final Logger LOGGER = Logger.getLogger(Fleet.class.getName());
    private static final int CALLS_AT_ONCE = 16;
    /** Core adds agents one after the other; more threads would only wait for its lock. */
    private static final int CLERKS = 2;

    private final FleetFiles files;
    private final Map<String, Provider> providers = new ConcurrentHashMap<>();
    private final PlannedMachines planned;
    private final Failures failures;
    private final ExecutorService executor;
    private final ExecutorService clerks;
    private final Reconciler reconciler;
    private volatile Loop loop;
    private volatile boolean retired;

    /**
     * Starts it.
     *
     * @param cloud its configuration, or null when that was removed: then it only gives up its machines
     * @param emptied called when it is given up and has no machine any more
     */
    Fleet(FleetFiles files, ImmutableAgentsCloud cloud, Runnable emptied) throws IOException {
        this.files = files;
        this.retired = cloud == null;
        FleetSpec spec = cloud == null ? abandoned() : spec(cloud);
        String name = files.name();
        this.planned = new PlannedMachines();
        this.failures = new Failures(files.failures());
        this.executor = pool(CALLS_AT_ONCE, "calls of fleet " + name);
        this.clerks = pool(CLERKS, "agents of fleet " + name);
        Journal journal = FileJournal.open(files.journal());
        Ports ports = new Ports(
                new SteadyClock(
                        InstantSource.system(),
                        System::nanoTime,
                        journal.replay().latest()),
                task -> call(executor, task),
                task -> call(clerks, task),
                new MachineNames(new SecureRandom()),
                new ControllerAgents(name, planned, failures),
                new MachineEnvironments(),
                new QueueWorkload(name),
                providers::get,
                new Announcer(name, planned, failures, view -> watch(view, emptied)));
        this.reconciler = new Reconciler(spec, journal, ports, Pace.DEFAULT);
        if (cloud != null) {
            replaceChanged(cloud);
        }
        this.loop = new Loop(reconciler, new NamingThreadFactory(new DaemonThreadFactory(), "fleet " + name));
    }

    private static ExecutorService pool(int threads, String name) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads,
                threads,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(10_000),
                new NamingThreadFactory(new DaemonThreadFactory(), name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Runs a call, and wakes the loop to take in what came of it. */
    private void call(ExecutorService executor, Runnable call) {
        executor.execute(() -> {
            try {
                call.run();
            } finally {
                wake();
            }
        });
    }

    public String name() {
        return files.name();
    }

    /** The fleet as of its last round, at most about a second old. */
    public FleetView view() {
        return reconciler.view();
    }

    /** The engine's side: commands, and the counting of builds. */
    public Reconciler reconciler() {
        return reconciler;
    }

    /** The machines that core is told to expect. */
    public PlannedMachines planned() {
        return planned;
    }

    /** What became of machines that failed. */
    public Failures failures() {
        return failures;
    }

    /** The provider of that id, or null. */
    public Provider provider(String id) {
        return providers.get(id);
    }

    /** Something happened that the loop should look at. Returns at once. */
    public void wake() {
        Loop running = loop;
        if (running != null) {
            running.wake();
        }
    }

    /** Has one more machine of a template, also of one that was configured a moment ago. */
    public void launch(ImmutableAgentsCloud cloud, String template, String why) throws IOException {
        reconciler.configure(spec(cloud));
        reconciler.launch(template, why);
        wake();
    }

    void configure(ImmutableAgentsCloud cloud) throws IOException {
        retired = false;
        reconciler.configure(spec(cloud));
        replaceChanged(cloud);
        wake();
    }

    /** No agent is ever changed: those that are not as their template now says finish their builds and go. */
    @SuppressFBWarnings(value = "UNSAFE_HASH_EQUALS", justification = "The digest tells change, it keeps no secret")
    private void replaceChanged(ImmutableAgentsCloud cloud) {
        Map<String, String> digests =
                cloud.getTemplates().stream().collect(Collectors.toMap(AgentTemplate::getName, AgentTemplate::digest));
        for (ImmutableAgent agent : ImmutableAgent.of(name())) {
            String digest = digests.get(agent.getTemplate());
            if (digest != null && !digest.equals(agent.getDigest())) {
                reconciler.drain(agent.getNodeName(), "its template was changed");
            }
        }
    }

    void retire() {
        retired = true;
        reconciler.configure(view().spec().retired());
        wake();
    }

    private FleetSpec spec(ImmutableAgentsCloud cloud) throws IOException {
        AgentProvider configured = cloud.requireProvider();
        files.save(configured);
        Provider provider = provide(configured);
        List<TemplateSpec> templates =
                cloud.getTemplates().stream().map(t -> t.spec(provider.id())).toList();
        return new FleetSpec(owner(), cloud.getCap(), templates);
    }

    private FleetSpec abandoned() throws IOException {
        provide(files.load());
        return new FleetSpec(owner(), 1, List.of());
    }

    private Provider provide(AgentProvider configured) {
        Provider provider = configured.provider();
        providers.put(provider.id(), provider);
        return provider;
    }

    private FleetSpec.Owner owner() {
        return new FleetSpec.Owner(Jenkins.get().getLegacyInstanceId(), name());
    }

    private void watch(FleetView view, Runnable emptied) {
        if (retired && empty(view)) {
            emptied.run();
        }
    }

    boolean empty() {
        return empty(view());
    }

    private static boolean empty(FleetView view) {
        return view.machines().isEmpty() && view.spec().templates().isEmpty();
    }

    /** Ends the loop; machines stay as they are. */
    void close() {
        try {
            loop.close();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The journal of fleet " + name() + " was not closed cleanly");
        }
        executor.shutdownNow();
        clerks.shutdownNow();
    }

    /** Ends the loop and removes the files; there are no machines any more. */
    void dissolve() throws IOException {
        close();
        files.delete();
    }
}
