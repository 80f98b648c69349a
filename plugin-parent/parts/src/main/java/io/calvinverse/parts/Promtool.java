package io.calvinverse.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Prometheus' own checker. */
public final class Promtool {
    private Promtool() {}

    /**
     * What it says; empty when it has nothing to say and ends well. Without the part the calling test is skipped.
     *
     * @param input what it reads from its standard input
     */
    public static String complaints(String input, String... arguments) {
        Program program = Program.of("prometheus", "promtool");
        List<String> command = new ArrayList<>(List.of(program.file().toString()));
        command.addAll(List.of(arguments));
        try {
            Path file = Files.createTempFile("promtool", ".txt");
            try {
                Files.writeString(file, input);
                Process process = new ProcessBuilder(command)
                        .redirectInput(file.toFile())
                        .redirectErrorStream(true)
                        .start();
                String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return process.waitFor() == 0 ? "" : said;
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("promtool cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while promtool ran", e);
        }
    }
}
