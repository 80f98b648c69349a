package io.jenkins.plugins.calvinverse.provisioner.provider;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import hudson.PluginWrapper;
import io.calvinverse.provisioner.provider.process.ProcessProvider.ClientSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import jenkins.model.Jenkins;

/**
 * The Swarm client that the Swarm plugin brings, copied once per version: an update of that plugin must not replace the
 * file below running agents.
 */
final class BundledSwarmClient implements ClientSource {
    private final Path directory;

    BundledSwarmClient(Path root) {
        this.directory = root.resolveSibling("swarm-client");
    }

    @SuppressFBWarnings(
            value = "URLCONNECTION_SSRF_FD",
            justification = "The URL is that of an installed plugin's own directory; nobody outside has a say in it")
    @Override
    public Path get(String controllerUrl) throws IOException {
        PluginWrapper swarm = Jenkins.get().getPluginManager().getPlugin("swarm");
        if (swarm == null) {
            throw new IOException("The plugin swarm is not installed; install it, machines register through it");
        }
        Path jar = directory.resolve("swarm-client-" + swarm.getVersionNumber() + ".jar");
        if (!Files.isRegularFile(jar)) {
            Files.createDirectories(directory);
            Path copy = Files.createTempFile(directory, "swarm-client", ".part");
            try (InputStream in = new URL(swarm.baseResourceURL, "swarm-client.jar").openStream()) {
                Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
                Files.move(copy, jar, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(copy);
            }
        }
        return jar;
    }
}
