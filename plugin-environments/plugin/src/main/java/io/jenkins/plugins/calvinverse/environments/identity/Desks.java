package io.jenkins.plugins.calvinverse.environments.identity;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.init.Terminator;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.calvinverse.environments.EnvironmentsConfiguration;
import io.jenkins.plugins.calvinverse.environments.spi.MachineListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import jenkins.model.Jenkins;

/** The desks of this controller's environments. Their records are below {@code calvinverse/handover} of its home. */
@Extension
public class Desks implements MachineListener {
    static final String SUFFIX = ".jsonl";
    private static final int DESKS_AT_ONCE = 4;

    private final Map<String, Desk> desks = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(
            DESKS_AT_ONCE, new NamingThreadFactory(new DaemonThreadFactory(), "calvinverse-environments-identities"));

    public static Desks get() {
        return ExtensionList.lookupSingleton(Desks.class);
    }

    /** That of an environment; the first time its record begins to be read. Memory only. */
    public Desk of(String environment) {
        Desk known = desks.get(environment);
        if (known != null) {
            return known;
        }
        Desk made = new Desk(environment, home().resolve(environment + SUFFIX), threads);
        known = desks.putIfAbsent(environment, made);
        if (known != null) {
            return known;
        }
        made.wake();
        return made;
    }

    /** Whether machines of a template get an identity there. Memory only. */
    public boolean gives(String environment, String template, String role) {
        return EnvironmentsConfiguration.get()
                .named(environment)
                .filter(each -> Roles.of(each, template, role).isPresent())
                .isPresent();
    }

    @Override
    public void machinesChanged(String environment) {
        Desk desk = desks.get(environment);
        if (desk != null) {
            desk.machinesChanged();
        }
    }

    Collection<Desk> all() {
        return desks.values();
    }

    private static Path home() {
        return Jenkins.get().getRootDir().toPath().resolve("calvinverse").resolve("handover");
    }

    /** What was begun before the controller ended goes on. */
    @Initializer(after = InitMilestone.JOB_CONFIG_ADAPTED)
    public static void takeUp() {
        Path home = home();
        if (!Files.isDirectory(home)) {
            return;
        }
        try (Stream<Path> files = Files.list(home)) {
            files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(SUFFIX))
                    .forEach(name -> get().of(name.substring(0, name.length() - SUFFIX.length())));
        } catch (IOException e) {
            throw new UncheckedIOException("The records of machines' tokens in " + home + " cannot be listed", e);
        }
    }

    @Terminator
    public static void stop() {
        get().desks.values().forEach(Desk::close);
        get().threads.shutdown();
    }
}
