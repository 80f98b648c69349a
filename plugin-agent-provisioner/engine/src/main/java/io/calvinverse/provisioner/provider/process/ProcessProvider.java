package io.calvinverse.provisioner.provider.process;

import io.calvinverse.provisioner.provider.Instance;
import io.calvinverse.provisioner.provider.Order;
import io.calvinverse.provisioner.provider.Provider;
import io.calvinverse.provisioner.provider.ProviderException;
import io.calvinverse.provisioner.provider.ProviderException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * For trials only: a machine is a Swarm client that runs as a process beside the controller, under the same user, with a
 * directory of its own. It is as good as a real one for trying the suite on a single computer, and as good as none at
 * keeping builds apart: a build can read and end whatever the controller's user can.
 *
 * <p>The agents do not end with the controller; after its restart they are adopted. The password of the registration is
 * in a file that only the user can read, until the agent starts and removes it.
 *
 * <p>Thread-safe, without state beyond the directory and the running processes. For POSIX systems.
 */
public final class ProcessProvider implements Provider {
    private static final int START_PAUSES = 1_000;
    private static final long START_PAUSE_MILLIS = 10;

    private final Path root;
    private final Tools tools;
    private final Yard yard;
    private final Processes processes;
    private final Launch launch;
    private final Checks checks;

    /**
     * Only remembers what it is given.
     *
     * @param root directory with one directory per machine; made when it is needed
     */
    public ProcessProvider(Path root, Tools tools) {
        this.root = canonical(root);
        this.tools = tools;
        Marker marker = new Marker(this.root);
        this.yard = new Yard(this.root);
        this.processes = new Processes(marker);
        this.launch = new Launch(marker, tools.java());
        this.checks = new Checks(this.root, tools.java());
    }

    /**
     * What agents are made of.
     *
     * @param java the java executable they run with
     * @param client where to get the Swarm client
     */
    public record Tools(Path java, ClientSource client) {}

    /** Gives the Swarm client's jar. */
    @FunctionalInterface
    public interface ClientSource {
        /**
         * The client that fits a controller; the file stays there and as it is while agents run.
         *
         * @param controllerUrl ending in a slash
         */
        Path get(String controllerUrl) throws IOException, InterruptedException;
    }

    /** Where the agent of a machine works, whether or not the machine exists. */
    public static Path workDirectory(Path root, String machine) {
        return canonical(root).resolve(machine).resolve("work");
    }

    private static Path canonical(Path root) {
        try {
            return root.toFile().getCanonicalFile().toPath();
        } catch (IOException e) {
            return root.toAbsolutePath().normalize();
        }
    }

    @Override
    public String id() {
        return "process:" + root;
    }

    @Override
    public void create(Order order) throws ProviderException, InterruptedException {
        String what = "machine " + order.name() + " cannot be made in " + root;
        if (!Order.isName(order.name())) {
            throw new ProviderException(
                    Kind.REFUSED, what + ": a name is made of lower-case letters, digits and dashes, 63 at most");
        }
        try {
            ProcessSettings settings = ProcessSettings.of(order.settings());
            if (!yard.machine(order.name()).exists()) {
                checks.beforeCreation(jar(settings, order));
                Files.createDirectories(root);
            }
            MachineFiles machine = yard.make(order);
            if (!machine.read().owner().equals(order.owner())) {
                throw new ProviderException(Kind.REFUSED, what + ": another owner has one of that name");
            }
            if (!machine.isStarted()) {
                launch.start(order, machine, settings, jar(settings, order));
            }
            started(order.name(), machine, what);
        } catch (IOException e) {
            throw Faults.of(what, e);
        }
    }

    private Path jar(ProcessSettings settings, Order order) throws IOException, InterruptedException {
        return settings.jar() != null
                ? settings.jar()
                : tools.client().get(order.bootstrap().controller());
    }

    /** Waits until the machine's process, ours or another caller's, is on record or has ended. */
    private void started(String name, MachineFiles machine, String what) throws IOException, InterruptedException {
        for (int pause = 0; pause < START_PAUSES && machine.process().isEmpty(); pause++) {
            List<ProcessHandle> starting = processes.of(name, machine);
            if (starting.isEmpty()) {
                if (machine.process().isEmpty() && !machine.isStarted()) {
                    throw new ProviderException(Kind.UNAVAILABLE, what + ": it does not start: " + machine.lastLine());
                }
                return;
            }
            Processes.await(starting, START_PAUSE_MILLIS);
        }
    }

    @Override
    public List<Instance> list() throws ProviderException, InterruptedException {
        try {
            Map<String, MachineFiles> machines = yard.machines();
            List<Sighting> sightings = new ArrayList<>();
            for (Map.Entry<String, MachineFiles> machine : machines.entrySet()) {
                sightings.add(Sighting.of(machine.getKey(), machine.getValue()));
            }
            // Looked at after the directories, so that what is on record there must be among them if it runs.
            Map<String, List<ProcessHandle>> running = processes.all(machines);
            List<Instance> instances = new ArrayList<>();
            for (Sighting sighting : sightings) {
                if (!sighting.gone()) {
                    instances.add(sighting.instance(running.getOrDefault(sighting.name(), List.of())));
                }
            }
            for (Map.Entry<String, List<ProcessHandle>> orphan : running.entrySet()) {
                String name = orphan.getKey();
                if (!machines.containsKey(name) && Order.isName(name)) {
                    instances.add(Sighting.of(name, yard.machine(name)).instance(orphan.getValue()));
                }
            }
            return instances;
        } catch (IOException e) {
            throw Faults.of("the machines in " + root + " cannot be listed", e);
        }
    }

    @Override
    public void destroy(String name) throws ProviderException, InterruptedException {
        if (!Order.isName(name)) {
            return;
        }
        try {
            MachineFiles machine = yard.machine(name);
            if (machine.exists()) {
                machine.forbidStart();
            }
            processes.end(name, machine);
            yard.clear(name);
        } catch (IOException e) {
            throw Faults.of("machine " + name + " in " + root + " cannot be removed", e);
        }
    }

    @Override
    public String console(String name, int limit) throws ProviderException, InterruptedException {
        try {
            return Order.isName(name) ? yard.machine(name).tail(limit) : "";
        } catch (IOException e) {
            throw Faults.of("the console of machine " + name + " in " + root + " cannot be read", e);
        }
    }

    @Override
    public Probe probe() throws InterruptedException {
        try {
            String found = checks.thorough();
            int machines = list().size();
            return new Probe(true, found + ", " + machines + (machines == 1 ? " machine" : " machines"));
        } catch (IOException e) {
            return new Probe(
                    false, Faults.of("machines cannot be made in " + root, e).getMessage());
        }
    }
}
