package io.jenkins.plugins.calvinverse.logs.stream;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import jenkins.MasterToSlaveFileCallable;

/**
 * On the agent: the text that a command makes of a file, put into another file in the workspace's temporary directory,
 * whence it is read like any other.
 */
final class Filtered extends MasterToSlaveFileCallable<String> {
    private static final long serialVersionUID = 1;
    private static final long MINUTES = 10;

    private final String command;
    private final String source;
    private final String result;

    Filtered(String command, String source, String result) {
        this.command = command;
        this.source = source;
        this.result = result;
    }

    /** Returns what went wrong; empty for nothing. */
    @Override
    @SuppressFBWarnings(
            value = {"COMMAND_INJECTION", "PATH_TRAVERSAL_IN"},
            justification = "The Pipeline's own command, on its agent as a step sh runs it, on files of its workspace")
    public String invoke(File workspace, VirtualChannel channel) throws IOException, InterruptedException {
        Path out = workspace.toPath().resolve(result);
        Files.createDirectories(Objects.requireNonNull(out.getParent()));
        boolean windows = File.pathSeparatorChar == ';';
        Process process = new ProcessBuilder(windows ? List.of("cmd", "/c", command) : List.of("sh", "-c", command))
                .directory(workspace)
                .redirectInput(new File(workspace, source))
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                return "the filter took longer than " + MINUTES + " minutes on " + source;
            }
            return process.exitValue() == 0 ? "" : "the filter ended with " + process.exitValue() + " on " + source;
        } finally {
            process.destroyForcibly();
        }
    }
}
