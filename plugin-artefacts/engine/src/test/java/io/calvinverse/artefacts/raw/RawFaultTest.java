package io.calvinverse.artefacts.raw;

import io.calvinverse.artefacts.fault.FaultContract;
import io.calvinverse.artefacts.repository.Repository;
import io.calvinverse.artefacts.repository.Samples;
import io.calvinverse.artefacts.transport.Address;
import io.calvinverse.artefacts.transport.Credential;
import io.calvinverse.artefacts.transport.Network;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class RawFaultTest extends FaultContract {

    private static FileServer server;

    @BeforeAll
    static void start() throws IOException {
        server = new FileServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    protected int port() {
        return server.port();
    }

    @Override
    protected Repository repository(int port, Duration stall) {
        return new RawRepository(
                "files",
                Address.of("http://127.0.0.1:" + port + "/files"),
                new Network().transport(Credential.NONE, stall));
    }

    @Override
    protected Samples samples() {
        return RawSamples::make;
    }
}
