package io.calvinverse.provisioner.provider.process;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import io.calvinverse.provisioner.firstboot.SwarmArguments;
import io.calvinverse.provisioner.provider.Order;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The start of a machine's first process: a shell that becomes the agent. It claims the machine before it does anything,
 * so that of many that are started at once, or by a controller that died meanwhile, one goes on. It hands the password
 * over by a pipe and removes its file.
 */
final class Launch {
    private static final String SHELL = "/bin/sh";
    private static final List<String> SETSID = List.of("/usr/bin/setsid", "/bin/setsid");

    private static final String SCRIPT = String.join(
            "\n",
            "machine=$1",
            "shift",
            "mkdir \"$machine/started\" 2> /dev/null || exit 0",
            "echo $$ > \"$machine/pid.new\" && mv \"$machine/pid.new\" \"$machine/pid\" || exit 1",
            "secret=$(cat \"$machine/password\") && rm -f \"$machine/password\" || exit 1",
            "exec 3<<END",
            "$secret",
            "END",
            "exec \"$@\"");

    /** In place of the session of its own that a system without setsid cannot give it. */
    private static final String DEAF = "trap '' INT HUP\n";

    private static final String PASSWORD_PIPE = "/dev/fd/3";

    /** What a build tool needs to work at all. The rest of the controller's environment is none of its business. */
    private static final Set<String> INHERITED = Set.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "SHELL",
            "TZ",
            "LANG",
            "LANGUAGE",
            "JAVA_HOME",
            "CALVINVERSE_BUILD",
            "http_proxy",
            "https_proxy",
            "no_proxy",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "NO_PROXY",
            "SSL_CERT_FILE");

    private final Marker marker;
    private final Path java;

    Launch(Marker marker, Path java) {
        this.marker = marker;
        this.java = java;
    }

    @SuppressFBWarnings(value = "DMI_HARDCODED_ABSOLUTE_FILENAME", justification = "POSIX systems have it there")
    static boolean possible() {
        return Files.isExecutable(Path.of(SHELL));
    }

    /** Starts the process that may become the machine. */
    @SuppressFBWarnings(
            value = "COMMAND_INJECTION",
            justification = "starting what an administrator configured is what this provider is for; no shell reads it")
    Process start(Order order, MachineFiles machine, ProcessSettings settings, Path jar) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(order, machine, settings, jar))
                .directory(machine.work().toFile())
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(machine.console().toFile()));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> !INHERITED.contains(name) && !name.startsWith("LC_"));
        environment.put("TMPDIR", machine.temporary().toString());
        environment.putAll(settings.environment());
        marker.put(environment, order.name());
        return builder.start();
    }

    private List<String> command(Order order, MachineFiles machine, ProcessSettings settings, Path jar) {
        List<String> command = new ArrayList<>();
        SETSID.stream().filter(s -> Files.isExecutable(Path.of(s))).findFirst().ifPresent(command::add);
        String script = command.isEmpty() ? DEAF + SCRIPT : SCRIPT;
        Stream.of(SHELL, "-c", script, "machine", machine.directory().toString())
                .forEach(command::add);
        command.add(java.toString());
        command.add("-Xmx" + settings.heap());
        // Small, quick to start, and without files outside of the machine's directory.
        command.add("-XX:+UseSerialGC");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:-UsePerfData");
        command.add("-Djava.io.tmpdir=" + machine.temporary());
        command.add("-jar");
        command.add(jar.toString());
        command.addAll(SwarmArguments.of(
                order, new SwarmArguments.Files(PASSWORD_PIPE, machine.work().toString())));
        return command;
    }
}
