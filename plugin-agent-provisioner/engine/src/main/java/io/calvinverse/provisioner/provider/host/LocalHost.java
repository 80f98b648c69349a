package io.calvinverse.provisioner.provider.host;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The computer this program runs on. */
public final class LocalHost implements Host {
    private static final long REST_SECONDS = 10;

    private final Executor streams;

    /** @param streams moves what scripts read and write, three tasks for each; must never make one wait for another */
    public LocalHost(Executor streams) {
        this.streams = streams;
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public boolean local() {
        return true;
    }

    @SuppressFBWarnings(
            value = "COMMAND_INJECTION",
            justification = "scripts of our own; what is configured reaches them as arguments, which no shell reads")
    @Override
    public Answer run(Command command) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", command.script(), "machine"));
        line.addAll(command.arguments());
        Process process = new ProcessBuilder(line).start();
        try {
            CompletableFuture<String> output = read(process.getInputStream());
            CompletableFuture<String> error = read(process.getErrorStream());
            CompletableFuture.runAsync(() -> write(process.getOutputStream(), command.input()), streams);
            if (!process.waitFor(command.limit().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("not done within " + command.limit().toSeconds() + " s");
            }
            return new Answer(process.exitValue(), rest(output), rest(error));
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    private CompletableFuture<String> read(InputStream in) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (in) {
                        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        return "";
                    }
                },
                streams);
    }

    private static void write(OutputStream out, byte[] bytes) {
        try (out) {
            out.write(bytes);
        } catch (IOException e) {
            // It ended without reading all; its exit code tells why.
            return;
        }
    }

    private static String rest(CompletableFuture<String> text) throws IOException, InterruptedException {
        try {
            return text.get(REST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("its answer could not be read", e);
        }
    }
}
