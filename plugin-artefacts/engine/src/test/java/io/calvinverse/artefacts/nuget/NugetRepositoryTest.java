package io.calvinverse.artefacts.nuget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.repository.Progress;
import io.calvinverse.artefacts.repository.Repository;
import io.calvinverse.artefacts.repository.RepositoryContract;
import io.calvinverse.artefacts.repository.RepositoryException;
import io.calvinverse.artefacts.repository.Samples;
import io.calvinverse.artefacts.transport.Address;
import io.calvinverse.artefacts.transport.Credential;
import io.calvinverse.artefacts.transport.Network;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NugetRepositoryTest {

    static NugetRepository at(int port, String rest, String key, Duration stall) {
        return new NugetRepository(
                "nuget",
                Address.of("http://127.0.0.1:" + port + "/feed/" + rest),
                new Network().transport(Credential.bearer(key), stall));
    }

    /** What all manners share. */
    abstract static class Contract extends RepositoryContract {
        private final FeedShim.Manner manner;
        private FeedShim shim;

        Contract(FeedShim.Manner manner) {
            this.manner = manner;
        }

        @BeforeEach
        void start() throws IOException {
            shim = new FeedShim(manner);
        }

        @AfterEach
        void stop() {
            shim.close();
        }

        @Override
        protected Repository repository() {
            String rest = manner == FeedShim.Manner.V3 ? "index.json" : "";
            return at(shim.port(), rest, FeedShim.KEY, Duration.ofMinutes(1));
        }

        @Override
        protected Samples samples() {
            return NugetSamples::make;
        }

        @Override
        protected boolean overwrites() {
            return false;
        }

        @Test
        void aVersionThatIsThereIsAConflict() throws Exception {
            String name = fresh();
            repository().upload(sample(name, 0), false, Progress.NONE);
            Artefact changed = sample(name, 1);
            RepositoryException failure =
                    assertThrows(RepositoryException.class, () -> repository().upload(changed, false, Progress.NONE));
            assertEquals(RepositoryException.Kind.CONFLICT, failure.kind(), failure.getMessage());
        }

        @Test
        void aWrongKeyIsTold() throws Exception {
            Repository other = at(shim.port(), "", "falscher-schluessel", Duration.ofMinutes(1));
            Artefact sample = sample(fresh(), 0);
            RepositoryException failure =
                    assertThrows(RepositoryException.class, () -> other.upload(sample, false, Progress.NONE));
            assertEquals(RepositoryException.Kind.FORBIDDEN, failure.kind(), failure.getMessage());
            assertFalse(failure.getMessage().contains("schluessel"), failure.getMessage());
        }
    }

    @Nested
    class OfVersion3 extends Contract {
        OfVersion3() {
            super(FeedShim.Manner.V3);
        }
    }

    @Nested
    class OfVersion2 extends Contract {
        OfVersion2() {
            super(FeedShim.Manner.V2);
        }
    }

    @Nested
    class AsNexusAnswers extends Contract {
        AsNexusAnswers() {
            super(FeedShim.Manner.NEXUS);
        }
    }
}
