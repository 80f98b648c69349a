package io.calvinverse.artefacts.raw;

import io.calvinverse.artefacts.repository.Repository;
import io.calvinverse.artefacts.repository.RepositoryContract;
import io.calvinverse.artefacts.repository.Samples;
import io.calvinverse.artefacts.transport.Address;
import io.calvinverse.artefacts.transport.Credential;
import io.calvinverse.artefacts.transport.Network;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

class RawRepositoryTest {

    /** What both servers share. */
    abstract static class Contract extends RepositoryContract {
        private final boolean knowsHead;
        private FileServer server;

        Contract(boolean knowsHead) {
            this.knowsHead = knowsHead;
        }

        @BeforeEach
        void start() throws IOException {
            server = new FileServer(knowsHead);
        }

        @AfterEach
        void end() {
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

    @Nested
    class OnAPlainServer extends Contract {
        OnAPlainServer() {
            super(true);
        }
    }

    @Nested
    class WhereHeadIsUnknown extends Contract {
        WhereHeadIsUnknown() {
            super(false);
        }
    }
}
