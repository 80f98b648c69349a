package io.calvinverse.artefacts.nuget;

import io.calvinverse.artefacts.fault.FaultContract;
import io.calvinverse.artefacts.repository.Repository;
import io.calvinverse.artefacts.repository.Samples;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class NugetFaultTest extends FaultContract {

    private static FeedShim shim;

    @BeforeAll
    static void start() throws IOException {
        shim = new FeedShim(FeedShim.Manner.V3);
    }

    @AfterAll
    static void stop() {
        shim.close();
    }

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
        return shim.port();
    }

    @Override
    protected Repository repository(int port, Duration stall) {
        return NugetRepositoryTest.at(port, "", FeedShim.KEY, stall);
    }

    @Override
    protected Samples samples() {
        return NugetSamples::make;
    }
}
