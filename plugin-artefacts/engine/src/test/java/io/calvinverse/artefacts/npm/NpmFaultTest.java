package io.calvinverse.artefacts.npm;

import io.calvinverse.artefacts.fault.FaultContract;
import io.calvinverse.artefacts.repository.Repository;
import io.calvinverse.artefacts.repository.Samples;
import java.time.Duration;

class NpmFaultTest extends FaultContract {

    @Override
    protected int most() {
        return 12;
    }

    @Override
    protected boolean overwrites() {
        return false;
    }

    @Override
    protected int port() {
        return SharedVerdaccio.get().address().getPort();
    }

    @Override
    protected Repository repository(int port, Duration stall) {
        return SharedVerdaccio.repository(port, stall);
    }

    @Override
    protected Samples samples() {
        return NpmSamples::make;
    }
}
