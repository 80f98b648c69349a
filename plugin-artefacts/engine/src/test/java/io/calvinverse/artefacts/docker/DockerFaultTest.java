package io.calvinverse.artefacts.docker;

import io.calvinverse.artefacts.fault.FaultContract;
import io.calvinverse.artefacts.repository.Repository;
import io.calvinverse.artefacts.repository.Samples;
import java.time.Duration;

class DockerFaultTest extends FaultContract {

    @Override
    protected int most() {
        return 12;
    }

    @Override
    protected int port() {
        return SharedRegistry.port();
    }

    @Override
    protected Repository repository(int port, Duration stall) {
        return SharedRegistry.repository(port, "", stall, 40_000);
    }

    @Override
    protected Samples samples() {
        return DockerSamples::make;
    }
}
