package io.jenkins.plugins.calvinverse.provisioner.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.util.AtomicFileWriter;
import io.calvinverse.provisioner.machine.Machine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * What became of the machines that failed last, and what their consoles said. One JSON file each, written when the
 * console is at hand; the newest {@value #KEPT} are kept. Thread-safe.
 */
public final class Failures {
    private static final Logger LOGGER = Logger.getLogger(Failures.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int KEPT = 50;

    private final Path directory;
    private final Map<String, Failed> failures = new ConcurrentHashMap<>();

    Failures(Path directory) {
        this.directory = directory;
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                files.filter(f -> f.toString().endsWith(".json")).forEach(this::load);
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, e, () -> "The failures in " + directory + " cannot be read");
            }
        }
    }

    private void load(Path file) {
        try {
            JsonNode node = JSON.readTree(file.toFile());
            Failed failure = new Failed(
                    node.path("name").asText(),
                    node.path("template").asText(),
                    Instant.parse(node.path("at").asText()),
                    node.path("cause").asText(),
                    node.path("console").asText());
            failures.put(failure.name(), failure);
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "The failure " + file + " cannot be read and is left out");
        }
    }

    /** Newest first. */
    public List<Failed> all() {
        List<Failed> all = new ArrayList<>(failures.values());
        all.sort(Comparator.comparing(Failed::at).reversed());
        return all;
    }

    /** The failure of that machine, or null. */
    public Failed find(String machine) {
        return failures.get(machine);
    }

    void failed(Machine machine, Instant at) {
        failures.put(machine.name(), new Failed(machine.name(), machine.template(), at, machine.cause(), ""));
    }

    void console(Machine machine, String text) {
        Failed failure = failures.computeIfPresent(
                machine.name(), (name, f) -> new Failed(name, f.template(), f.at(), f.cause(), text));
        Failed kept = failure != null
                ? failure
                : new Failed(machine.name(), machine.template(), machine.since(), machine.cause(), text);
        failures.put(kept.name(), kept);
        try {
            save(kept);
            for (Failed old : all().stream().skip(KEPT).toList()) {
                failures.remove(old.name());
                Files.deleteIfExists(file(old.name()));
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The console of " + machine.name() + " cannot be saved");
        }
    }

    private void save(Failed failure) throws IOException {
        Files.createDirectories(directory);
        String json = JSON.createObjectNode()
                .put("name", failure.name())
                .put("template", failure.template())
                .put("at", failure.at().toString())
                .put("cause", failure.cause())
                .put("console", failure.console())
                .toString();
        try (AtomicFileWriter out = new AtomicFileWriter(file(failure.name()), StandardCharsets.UTF_8)) {
            out.write(json);
            out.commit();
        }
    }

    private Path file(String name) {
        return directory.resolve(name + ".json");
    }

    /**
     * A machine that failed.
     *
     * @param console the end of its console, empty until it was fetched
     */
    public record Failed(String name, String template, Instant at, String cause, String console) {}
}
