package io.jenkins.plugins.calvinverse.provisioner.fleet;

import hudson.Util;
import hudson.XmlFile;
import io.jenkins.plugins.calvinverse.provisioner.provider.AgentProvider;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jenkins.model.Jenkins;

/**
 * The files of one fleet, {@code immutable-agents/fleets/<cloud>} in the Jenkins home: the journal, the provider as it
 * was configured last (so that machines can be destroyed after their cloud was removed) and what became of failed
 * machines.
 */
final class FleetFiles {
    private final String name;
    private final Path directory;

    FleetFiles(String name) {
        this.name = name;
        this.directory = root().resolve(Util.rawEncode(name));
    }

    private static Path root() {
        return Jenkins.get().getRootDir().toPath().resolve("immutable-agents").resolve("fleets");
    }

    /** Names of all fleets that have files. */
    static List<String> names() {
        if (!Files.isDirectory(root())) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(root())) {
            return entries.filter(Files::isDirectory)
                    .map(p -> URLDecoder.decode(
                            String.valueOf(p.getFileName()).replace("+", "%2B"), StandardCharsets.UTF_8))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    String name() {
        return name;
    }

    Path journal() {
        return directory.resolve("journal");
    }

    Path failures() {
        return directory.resolve("failures");
    }

    private XmlFile providerFile() {
        return new XmlFile(Jenkins.XSTREAM, directory.resolve("provider.xml").toFile());
    }

    void save(AgentProvider provider) throws IOException {
        XmlFile file = providerFile();
        if (!file.exists() || !file.asString().equals(xml(provider))) {
            Files.createDirectories(directory);
            file.write(provider);
        }
    }

    private static String xml(AgentProvider provider) {
        return "<?xml version='1.1' encoding='UTF-8'?>\n" + Jenkins.XSTREAM.toXML(provider);
    }

    AgentProvider load() throws IOException {
        return (AgentProvider) providerFile().read();
    }

    void delete() throws IOException {
        Util.deleteRecursive(directory.toFile());
    }
}
