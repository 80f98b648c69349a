package io.jenkins.plugins.calvinverse.provisioner.crash.gate;

import io.calvinverse.provisioner.provider.ProviderException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Gates as files, so that they work from another process and outlive the controller's: {@code <template>.<gate>} closes
 * a gate and says how; {@code .reached} beside it says that a call came there. {@code calls} lists the real calls.
 */
public record Gates(Path directory) {
    /** In place of a template: for all of them. */
    public static final String ALL = "all";

    private static final String REACHED = ".reached";
    private static final long PAUSE_MILLIS = 20;

    /** How a closed gate treats a call. */
    public enum Manner {
        /** Holds it until it is opened or the call is interrupted. */
        HOLD,
        /** Holds it until it is opened, whoever interrupts. */
        DEAF,
        /** Throws what a network would. */
        FAIL
    }

    private Path file(String template, String gate) {
        return directory.resolve(template + '.' + gate);
    }

    public void close(String template, String gate, Manner manner) throws IOException {
        Files.createDirectories(directory);
        Files.deleteIfExists(file(template, gate + REACHED));
        Files.writeString(file(template, gate), manner.name());
    }

    public void open(String template, String gate) throws IOException {
        Files.deleteIfExists(file(template, gate));
    }

    /** Opens all. */
    public void open() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(f -> f.getFileName().toString().contains("."))
                    .filter(f -> !f.toString().endsWith(REACHED))
                    .toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    public boolean reached(String template, String gate) {
        return Files.exists(file(template, gate + REACHED));
    }

    /** Names of the machines that a verb was really called for, in order, again for every call. */
    public List<String> called(String verb) throws IOException {
        Path calls = directory.resolve("calls");
        return Files.exists(calls)
                ? Files.readAllLines(calls).stream()
                        .filter(line -> line.startsWith(verb + ' '))
                        .map(line -> line.substring(verb.length() + 1))
                        .toList()
                : List.of();
    }

    void note(String call) {
        try {
            Files.createDirectories(directory);
            Files.writeString(
                    directory.resolve("calls"), call + '\n', StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void pass(String template, String gate) throws ProviderException, InterruptedException {
        pass(file(template, gate));
        if (!template.equals(ALL)) {
            pass(file(ALL, gate));
        }
    }

    private static void pass(Path gate) throws ProviderException, InterruptedException {
        boolean interrupted = false;
        for (Manner manner = manner(gate); manner != null; manner = manner(gate)) {
            mark(gate);
            if (manner == Manner.FAIL) {
                throw new ProviderException(
                        ProviderException.Kind.UNAVAILABLE, "gate " + gate.getFileName() + " is closed");
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                if (manner == Manner.HOLD) {
                    throw e;
                }
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Manner manner(Path gate) {
        try {
            String text = Files.readString(gate);
            return text.isEmpty() ? Manner.HOLD : Manner.valueOf(text);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void mark(Path gate) {
        try {
            Files.writeString(gate.resolveSibling(gate.getFileName() + REACHED), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
