package io.calvinverse.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real server as a process of its own session, so that a signal reaches all it started. It does not outlive this JVM.
 * Its output is kept beside its directory, also after it was closed. For one thread at a time.
 */
public final class Server implements AutoCloseable {

    private static final Set<Server> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Server::kill), "end of real parts"));
    }

    private final Launch launch;
    private Process process;

    private Server(Launch launch) {
        this.launch = launch;
    }

    /** A directory of its own below the JVM's temporary one, {@code target/tmp} in tests. */
    public static Path newDirectory(String name) {
        try {
            Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
            Files.createDirectories(temporary);
            return Files.createTempDirectory(temporary, name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException("no directory for " + name, e);
        }
    }

    /**
     * Starts it and waits until it answers.
     *
     * @throws IllegalStateException when it ends or does not answer in time; the message ends with its last output
     */
    public static Server start(Launch launch) {
        Server server = new Server(launch);
        server.begin();
        try {
            server.await();
        } catch (RuntimeException e) {
            server.kill();
            throw e;
        }
        return server;
    }

    /** Starts it without waiting; call {@link #await} before use. For members of a cluster that wait for each other. */
    public static Server launch(Launch launch) {
        Server server = new Server(launch);
        server.begin();
        return server;
    }

    private void begin() {
        String[] command =
                Stream.concat(Stream.of("setsid"), launch.command().stream()).toArray(String[]::new);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(launch.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().putAll(launch.environment());
        try {
            process = builder.start();
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + String.join(" ", command), e);
        }
        RUNNING.add(this);
    }

    /** Waits until it answers. */
    public void await() {
        long end = System.nanoTime() + launch.patience().toNanos();
        while (!answers()) {
            if (!process.isAlive()) {
                throw new IllegalStateException(
                        launch.name() + " ended with " + process.exitValue() + " before it answered:\n" + lastOutput());
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        launch.name() + " does not answer after " + launch.patience() + ":\n" + lastOutput());
            }
            pause();
        }
    }

    private boolean answers() {
        try {
            return launch.answers().now();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + launch.name(), e);
        } catch (Exception e) {
            return false;
        }
    }

    private void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + launch.name(), e);
        }
    }

    /** SIGKILL to all of it; returns when it is gone. What it had on disk stays. */
    public void kill() {
        List<ProcessHandle> started = process.descendants().toList();
        signal("KILL");
        gone(10);
        started.forEach(
                handle -> handle.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    }

    /** SIGTERM, and SIGKILL after half a minute; returns when it is gone. */
    public void stop() {
        signal("CONT");
        signal("TERM");
        gone(30);
        kill();
    }

    /** SIGSTOP: it answers nobody, but its connections stay open, as in a network that was cut. */
    public void freeze() {
        signal("STOP");
    }

    /** Ends {@link #freeze}. */
    public void thaw() {
        signal("CONT");
    }

    /** Starts it again on the same directory and ports, and waits until it answers. It must have been ended before. */
    public void restart() {
        relaunch();
        await();
    }

    /** The same without waiting. */
    public void relaunch() {
        if (process.isAlive()) {
            throw new IllegalStateException(launch.name() + " still runs; kill or stop it first");
        }
        begin();
    }

    public boolean running() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    public Path directory() {
        return launch.directory();
    }

    /** All it has said, of all its lives. */
    public Path log() {
        return launch.directory().resolveSibling(launch.directory().getFileName() + ".log");
    }

    /** Ends it and deletes its directory; the log stays. */
    @Override
    public void close() {
        kill();
        try (Stream<Path> files = Files.walk(launch.directory())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete what " + launch.name() + " left", e);
        }
    }

    private void signal(String name) {
        // The group, not the process: what it started is meant too. The shell's own kill needs no package.
        try {
            new ProcessBuilder("bash", "-c", "kill -s \"$1\" -- \"-$2\" 2> /dev/null", "kill", name, "" + process.pid())
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot send " + name + " to " + launch.name(), e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void gone(int seconds) {
        try {
            if (process.waitFor(seconds, TimeUnit.SECONDS)) {
                RUNNING.remove(this);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String lastOutput() {
        try {
            String all = Files.readString(log(), StandardCharsets.UTF_8);
            return all.substring(Math.max(0, all.length() - 4_000));
        } catch (IOException e) {
            return "(no output: " + e.getMessage() + ")";
        }
    }
}
