package io.jenkins.plugins.calvinverse.artefacts.agent;

import io.calvinverse.artefacts.artefact.Format;
import io.calvinverse.artefacts.directory.DirectoryRepository;
import io.calvinverse.artefacts.docker.DockerRepository;
import io.calvinverse.artefacts.maven.MavenRepository;
import io.calvinverse.artefacts.nexus.NexusServer;
import io.calvinverse.artefacts.npm.NpmRepository;
import io.calvinverse.artefacts.nuget.NugetRepository;
import io.calvinverse.artefacts.raw.RawRepository;
import io.calvinverse.artefacts.repository.Repository;
import io.calvinverse.artefacts.transport.Address;
import io.calvinverse.artefacts.transport.Transport;
import io.jenkins.plugins.calvinverse.artefacts.destination.Place;
import io.jenkins.plugins.calvinverse.artefacts.server.Login;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** Makes the engine's repository of a place. Runs on the agent. */
final class Repositories {
    private Repositories() {}

    static Repository of(Place place, Format format) throws IOException {
        if (place.isDirectory()) {
            return new DirectoryRepository(Path.of(place.address()), format);
        }
        Address address = Address.of(place.address());
        Transport transport = Line.patient(place.route(), Login.credential(place.login()));
        return switch (format) {
            case RAW -> new RawRepository(place.name(), address, transport);
            case MAVEN -> new MavenRepository(place.name(), address, transport, InstantSource.system());
            case NPM -> new NpmRepository(place.name(), address, transport);
            case NUGET -> new NugetRepository(place.name(), address, transport);
            case DOCKER -> new DockerRepository(place.name(), address, transport);
        };
    }

    /** Where the Nexus is known, it is asked early whether the repository can take this at all. */
    static void require(Place place, Format format) throws IOException, InterruptedException {
        if (!place.nexus().isEmpty()) {
            Transport transport = Line.patient(place.route(), Login.credential(place.login()));
            new NexusServer(Address.of(place.nexus()), transport).require(place.repository(), format);
        }
    }
}
