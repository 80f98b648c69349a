package io.calvinverse.provisioner.provider.process;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import io.calvinverse.provisioner.provider.ProviderException;
import io.calvinverse.provisioner.provider.ProviderException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What must be there before a machine is begun. */
final class Checks {
    /** Enough for an agent to come up and report what it lacks. */
    private static final long LEAST_ROOM = 64L << 20;

    private static final int OLDEST_JAVA = 17;
    private static final Pattern VERSION = Pattern.compile("version \"(([0-9]+)[^\"]*)\"");
    private static final int PATIENCE_SECONDS = 10;

    private final Path root;
    private final Path java;

    Checks(Path root, Path java) {
        this.root = root;
        this.java = java;
    }

    /** The cheap ones. */
    void beforeCreation(Path jar) throws IOException {
        tools();
        if (!Files.isReadable(jar)) {
            throw new ProviderException(
                    Kind.REFUSED,
                    "there is no " + jar + " that could be read, which is to run as the agent; put it there");
        }
        directory();
    }

    private void tools() throws ProviderException {
        if (!Launch.possible()) {
            throw new ProviderException(
                    Kind.REFUSED, "machines as local processes need a POSIX shell, /bin/sh; use another provider here");
        }
        if (!Files.isExecutable(java) || Files.isDirectory(java)) {
            throw new ProviderException(
                    Kind.REFUSED, java + " cannot be executed; name the java executable that agents are to run with");
        }
    }

    private long directory() throws IOException {
        Path existing = Access.nearest(root);
        if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
            throw new ProviderException(
                    Kind.REFUSED,
                    "machines cannot be made in " + root + ": " + existing
                            + " is no directory the controller's user may write to; choose another");
        }
        long room = Access.room(existing);
        if (room < LEAST_ROOM) {
            throw new ProviderException(
                    Kind.EXHAUSTED,
                    "machines cannot be made in " + root + ": " + (room >> 20) + " MiB are free, " + (LEAST_ROOM >> 20)
                            + " MiB are the least; make room");
        }
        return room;
    }

    /** All of them; one line about what was found. */
    String thorough() throws IOException, InterruptedException {
        tools();
        String version = version();
        long room = directory();
        return "Java " + version + " (" + java + "), " + (room >> 20) + " MiB free in " + root;
    }

    @SuppressFBWarnings(
            value = "COMMAND_INJECTION",
            justification = "an administrator configured it; no shell reads it")
    private String version() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(java.toString(), "-version")
                .redirectErrorStream(true)
                .start();
        try (InputStream answer = process.getInputStream()) {
            process.getOutputStream().close();
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            String text = ended ? new String(answer.readNBytes(4096), StandardCharsets.UTF_8) : "";
            Matcher version = VERSION.matcher(text);
            if (!version.find()) {
                throw new ProviderException(
                        Kind.REFUSED,
                        java
                                + " -version did not answer with a version; name the java executable that agents are to run with");
            }
            if (Integer.parseInt(version.group(2)) < OLDEST_JAVA) {
                throw new ProviderException(
                        Kind.REFUSED,
                        java + " is Java " + version.group(1) + "; agents need " + OLDEST_JAVA + " or later");
            }
            return version.group(1);
        } finally {
            process.destroyForcibly();
        }
    }
}
