package io.calvinverse.artefacts.raw;

import io.calvinverse.artefacts.repository.Repository;
import io.calvinverse.artefacts.repository.RepositoryContract;
import io.calvinverse.artefacts.repository.Samples;
import io.calvinverse.artefacts.transport.Address;
import io.calvinverse.artefacts.transport.Credential;
import io.calvinverse.artefacts.transport.Network;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class RawRepositoryTest extends RepositoryContract {

    private static FileServer server;

    @BeforeAll
    static void start() throws IOException {
        server = new FileServer();
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @Override
    protected Repository repository() {
        return new RawRepository(
                "files",
                Address.of("http://127.0.0.1:" + server.port() + "/files"),
                new Network().transport(Credential.NONE));
    }

    @Override
    protected Samples samples() {
        return RawSamples::make;
    }
}
