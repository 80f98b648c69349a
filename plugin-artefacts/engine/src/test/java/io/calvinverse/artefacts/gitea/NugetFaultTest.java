package io.calvinverse.artefacts.gitea;

import io.calvinverse.artefacts.fault.FaultContract;
import io.calvinverse.artefacts.nuget.NugetRepository;
import io.calvinverse.artefacts.nuget.NugetSamples;
import io.calvinverse.artefacts.repository.Repository;
import io.calvinverse.artefacts.repository.Samples;
import io.calvinverse.artefacts.transport.Address;
import io.calvinverse.artefacts.transport.Credential;
import io.calvinverse.artefacts.transport.Network;
import io.calvinverse.parts.GiteaPart;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Tag;

/** All faults at all requests, between us and a real feed. */
@Tag("long")
class NugetFaultTest extends FaultContract {

    @Override
    protected boolean overwrites() {
        return false;
    }

    @Override
    protected int port() {
        return SharedGitea.get().address().getPort();
    }

    @Override
    protected Repository repository(int port, Duration stall) {
        URI feed = URI.create(
                "http://127.0.0.1:" + port + SharedGitea.get().packages("nuget").getPath());
        return new NugetRepository(
                "nuget",
                new Address(feed),
                new Network().transport(Credential.basic(GiteaPart.USER, GiteaPart.PASSWORD), stall));
    }

    @Override
    protected Samples samples() {
        return NugetSamples::make;
    }
}
