package io.jenkins.plugins.calvinverse.provisioner.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.provisioner.fleet.FleetSpec.Owner;
import io.calvinverse.provisioner.provider.Instance;
import io.calvinverse.provisioner.provider.Order;
import io.calvinverse.provisioner.provider.Provider;
import io.calvinverse.provisioner.provider.process.ProcessProvider;
import io.jenkins.plugins.calvinverse.provisioner.crash.gate.Gates;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A directory of machines as it is seen from outside of every controller, with gates, and what builds leave there. */
record Place(Path directory) {
    private static final String FOREIGN = "foreign-machine";

    Path root() {
        return directory.resolve("machines");
    }

    Gates gates() throws IOException {
        return new Gates(Files.createDirectories(directory.resolve("gates")));
    }

    /** What a controller needs to use it. */
    ArrayList<String> provider() throws IOException {
        return new ArrayList<>(List.of(root().toString(), gates().directory().toString(), java().toString()));
    }

    /** The java of the machines: waits for the gate {@code boot} of their template. */
    private Path java() throws IOException {
        Path script = directory.resolve("java");
        if (!Files.exists(script)) {
            Path real = Path.of(System.getProperty("java.home"), "bin", "java");
            Files.writeString(
                    script,
                    String.join(
                            "\n",
                            "#!/bin/sh",
                            "gate=" + gates().directory() + "/${CALVINVERSE_MACHINE%-*}.boot",
                            "while [ -e \"$gate\" ]; do sleep 0.1; done",
                            "exec " + real + " \"$@\"",
                            ""));
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return script;
    }

    private Provider outside() {
        return new ProcessProvider(
                root(), new ProcessProvider.Tools(Path.of(System.getProperty("java.home"), "bin", "java"), url -> {
                    throw new IOException("no client is needed here");
                }));
    }

    /** A machine of another controller, which does nothing. */
    void plantForeign() throws Exception {
        Path jar = directory.resolve("idle.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Idle.class.getName());
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream content = new JarOutputStream(out, manifest)) {
            String entry = Idle.class.getName().replace('.', '/') + ".class";
            content.putNextEntry(new JarEntry(entry));
            content.write(Idle.class.getClassLoader().getResourceAsStream(entry).readAllBytes());
        }
        outside()
                .create(new Order(
                        FOREIGN,
                        new Owner("another-controller", "trial"),
                        "linux",
                        "1.0.0",
                        Instant.now().minusSeconds(60),
                        Map.of("jar", jar.toString(), "heap", "16m"),
                        new Order.Bootstrap("http://127.0.0.1:9/", FOREIGN, "secret")));
        foreignIsUntouched();
    }

    /** The planted machine is there and runs. */
    void foreignIsUntouched() throws Exception {
        List<Instance> planted =
                instances().stream().filter(i -> i.name().equals(FOREIGN)).toList();
        assertEquals(1, planted.size(), "the machine of another owner is there");
        assertEquals(Instance.State.RUNNING, planted.get(0).state(), "it runs");
        assertTrue(Files.isRegularFile(root().resolve(FOREIGN).resolve("machine.json")), "its files are there");
    }

    /** Machines there are by directory or by running processes. */
    List<Instance> instances() throws Exception {
        return outside().list();
    }

    /** The same without the planted one. */
    List<String> names() throws Exception {
        return instances().stream()
                .map(Instance::name)
                .filter(name -> !name.equals(FOREIGN))
                .toList();
    }

    boolean has(String machine) throws Exception {
        return names().contains(machine);
    }

    /** The shell of a build: notes where it runs and waits until it is let go. */
    String build(String job) {
        return "node('" + job + "') { sh 'echo $NODE_NAME >> " + uses(job) + "; while [ ! -e " + go(job)
                + " ]; do sleep 0.2; done' }";
    }

    private Path uses(String job) {
        return directory.resolve("uses." + job);
    }

    private Path go(String job) {
        return directory.resolve("go." + job);
    }

    /** Lets the builds of a job end. */
    void go(String... jobs) throws IOException {
        for (String job : jobs) {
            Files.writeString(go(job), "", StandardOpenOption.CREATE);
        }
    }

    /** Names of the machines that builds of a job ran on, one a build. */
    List<String> used(String job) throws IOException {
        return Files.exists(uses(job)) ? Files.readAllLines(uses(job)) : List.of();
    }

    /** Names of all machines of a template that were ever asked for. */
    Set<String> created(String template) throws IOException {
        Set<String> names = new HashSet<>(gates().called("create"));
        names.removeIf(name -> !name.substring(0, name.lastIndexOf('-')).equals(template));
        return names;
    }

    /** Ends everything that is left. */
    void clear() throws Exception {
        for (Instance instance : instances()) {
            outside().destroy(instance.name());
        }
    }
}
