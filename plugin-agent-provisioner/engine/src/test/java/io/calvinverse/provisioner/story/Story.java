package io.calvinverse.provisioner.story;

import io.calvinverse.parts.story.Narrator;
import io.calvinverse.parts.story.Page;
import io.calvinverse.parts.story.Tale;
import io.calvinverse.provisioner.fleet.FleetSpec;
import io.calvinverse.provisioner.fleet.FleetSpec.Owner;
import io.calvinverse.provisioner.fleet.TemplateSpec;
import io.calvinverse.provisioner.provider.Instance;
import io.calvinverse.provisioner.provider.Provider;
import io.calvinverse.provisioner.provider.process.ProcessProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The stage: a controller, its fleet and a place for machines; what happens on it is in {@link Chapters}. */
final class Story implements Tale {
    static final Owner OWNER = new Owner("story", "machines");
    private static final int FLEET_CAP = 12;

    final Narrator narrator;
    final Chronicle chronicle;
    final Builds builds;
    final Provider provider;
    final Project project;
    private final Path directory;
    private final Path jar;
    private final Map<String, String> issued = new ConcurrentHashMap<>();
    private final List<double[]> outages = new ArrayList<>();
    private Controller controller;
    private Fleet fleet;

    Story(Path directory, Narrator narrator) throws Exception {
        this.directory = directory;
        this.narrator = narrator;
        this.chronicle = new Chronicle(narrator);
        this.builds = new Builds(narrator);
        this.project = new Project(directory.resolve("project"));
        this.jar = agentJar(directory);
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        this.provider = new KeepingConsoles(
                new ProcessProvider(directory.resolve("machines"), new ProcessProvider.Tools(java, url -> jar)),
                chronicle);
    }

    @Override
    public void play() throws IOException, InterruptedException {
        new Chapters(this).play();
    }

    @Override
    public Page page() throws IOException {
        return new Report(this).page();
    }

    /** A jar that starts the agent from where this class is. */
    private static Path agentJar(Path directory) throws IOException, URISyntaxException {
        Path jar = directory.resolve("agent.jar");
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, StoryAgentMain.class.getName());
        attributes.put(
                Attributes.Name.CLASS_PATH,
                StoryAgentMain.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI()
                        .toString());
        try (OutputStream out = Files.newOutputStream(jar)) {
            new JarOutputStream(out, manifest).close();
        }
        return jar;
    }

    static ThreadFactory daemons(String name) {
        AtomicInteger serial = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + serial.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** A template of this story. */
    TemplateSpec template(String name, int maxUses, int cap, Map<String, String> settings) {
        return new TemplateSpec(
                name,
                provider.id(),
                "1.0.0",
                1,
                maxUses,
                0,
                cap,
                Duration.ofSeconds(2),
                Duration.ofHours(1),
                new TemplateSpec.Limits(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20)),
                settings);
    }

    FleetSpec spec() {
        Map<String, String> small = Map.of("heap", "32m");
        return new FleetSpec(
                OWNER,
                FLEET_CAP,
                List.of(
                        template("linux", 0, 8, small),
                        template("release", 1, 3, small),
                        template("scarce", 0, 2, small),
                        template(
                                "broken",
                                0,
                                3,
                                Map.of("heap", "32m", "environment.STORY_FAULT", "no JDK under /opt/jdk-21"))));
    }

    /** A controller starts, and its fleet goes on where the journal ends. */
    void start() throws IOException {
        controller = new Controller(builds, issued, controller == null ? 0 : controller.port());
        fleet = new Fleet(spec(), directory.resolve("journal"), controller, builds, provider, chronicle);
        controller.serve(fleet);
        if (!outages.isEmpty()) {
            outages.get(outages.size() - 1)[1] = narrator.now();
        }
    }

    /** The controller is gone from one moment to the next. */
    void crash() throws IOException {
        outages.add(new double[] {narrator.now(), narrator.now()});
        controller.close();
        fleet.crash();
        fleet = null;
    }

    /** From when to when there was no controller. */
    List<double[]> outages() {
        return outages;
    }

    Fleet fleet() {
        return fleet;
    }

    Controller controller() {
        return controller;
    }

    List<Builds.Build> queue(String label, int count, String script) {
        List<Builds.Build> queued = builds.queue(label, count, script);
        fleet.wake();
        return queued;
    }

    /** Waits for something; false when it does not come. */
    boolean await(int seconds, Callable<Boolean> condition) throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        try {
            while (System.nanoTime() < end) {
                if (condition.call()) {
                    return true;
                }
                Thread.sleep(20);
            }
            return condition.call();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void removeAll() {
        try {
            for (Instance instance : provider.list()) {
                provider.destroy(instance.name());
            }
        } catch (IOException e) {
            System.err.println("Not everything could be removed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends controller and fleet, and removes what is left. */
    @Override
    public synchronized void close() throws IOException {
        if (fleet != null) {
            controller.close();
            fleet.close();
            fleet = null;
        }
        removeAll();
    }
}
