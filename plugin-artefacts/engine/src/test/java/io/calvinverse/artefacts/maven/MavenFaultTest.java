package io.calvinverse.artefacts.maven;

import io.calvinverse.artefacts.fault.FaultContract;
import io.calvinverse.artefacts.nexus.SharedNexus;
import io.calvinverse.artefacts.repository.Repository;
import io.calvinverse.artefacts.repository.Samples;
import io.calvinverse.artefacts.transport.Address;
import io.calvinverse.artefacts.transport.Credential;
import io.calvinverse.artefacts.transport.Network;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;

class MavenFaultTest extends FaultContract {

    @Override
    protected int most() {
        return 12;
    }

    @Override
    protected int port() {
        return SharedNexus.get().address().getPort();
    }

    @Override
    protected Repository repository(int port, Duration stall) {
        return new MavenRepository(
                "maven-many",
                new Address(URI.create("http://127.0.0.1:" + port + "/repository/maven-many")),
                new Network().transport(Credential.basic("writer", "geheim-writer"), stall),
                InstantSource.system());
    }

    @Override
    protected Samples samples() {
        return MavenSamples::make;
    }
}
