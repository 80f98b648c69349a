package io.calvinverse.artefacts.docker;

import io.calvinverse.artefacts.transport.Address;
import io.calvinverse.artefacts.transport.Credential;
import io.calvinverse.artefacts.transport.Network;
import io.calvinverse.parts.DockerRegistryPart;
import java.time.Duration;

/** One registry for all tests of this JVM. */
final class SharedRegistry {
    private static DockerRegistryPart part;

    private SharedRegistry() {}

    static synchronized DockerRegistryPart get() {
        if (part == null) {
            part = DockerRegistryPart.start();
        }
        return part;
    }

    static int port() {
        return get().address().getPort();
    }

    static DockerRepository repository(int port, String path, Duration stall, long chunk) {
        return new DockerRepository(
                "images",
                Address.of("http://127.0.0.1:" + port + path),
                new Network().transport(Credential.basic("publisher", "geheim-publisher"), stall),
                chunk);
    }
}
