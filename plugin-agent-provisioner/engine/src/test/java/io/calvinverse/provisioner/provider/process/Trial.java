package io.calvinverse.provisioner.provider.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** What the tests of the process provider share. */
final class Trial {
    static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private Trial() {}

    /** A jar that starts {@link TrialAgentMain} from where the tests are. */
    static Path jar(Path directory) throws Exception {
        Path jar = directory.resolve("trial-agent.jar");
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, TrialAgentMain.class.getName());
        attributes.put(
                Attributes.Name.CLASS_PATH,
                TrialAgentMain.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString());
        try (OutputStream out = Files.newOutputStream(jar)) {
            new JarOutputStream(out, manifest).close();
        }
        return jar;
    }

    /** In place of java: stays, cheaply. */
    static Path sleeper(Path directory) throws IOException {
        Path script = directory.resolve("sleeper");
        Files.writeString(script, "#!/bin/sh\nexec sleep 1000\n");
        script.toFile().setExecutable(true);
        return script;
    }

    static ProcessProvider provider(Path root, Path java, Path jar) {
        return new ProcessProvider(root, new ProcessProvider.Tools(java, url -> jar));
    }

    /** Numbers of the processes that carry a variable in their environment. */
    static List<Long> carrying(String variable) throws IOException {
        List<Long> found = new ArrayList<>();
        for (long pid : processes()) {
            if (environment(pid).contains(variable)) {
                found.add(pid);
            }
        }
        return found;
    }

    static List<String> environment(long pid) {
        return zeroSeparated("/proc/" + pid + "/environ");
    }

    static List<String> commandLine(long pid) {
        return zeroSeparated("/proc/" + pid + "/cmdline");
    }

    /** What it runs; empty when it ended. */
    static String program(long pid) {
        return commandLine(pid).stream().findFirst().orElse("");
    }

    private static List<String> zeroSeparated(String file) {
        try {
            return List.of(new String(Files.readAllBytes(Path.of(file)), StandardCharsets.UTF_8).split("\0"));
        } catch (IOException e) {
            return List.of();
        }
    }

    static List<Long> processes() throws IOException {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.map(ProcessHandle::pid).toList();
        }
    }
}
