package io.calvinverse.artefacts.nexus;

import io.calvinverse.artefacts.raw.RawRepository;
import io.calvinverse.artefacts.raw.RawSamples;
import io.calvinverse.artefacts.repository.Repository;
import io.calvinverse.artefacts.repository.RepositoryContract;
import io.calvinverse.artefacts.repository.Samples;
import io.calvinverse.artefacts.transport.Address;
import io.calvinverse.artefacts.transport.Credential;
import io.calvinverse.artefacts.transport.Network;
import org.junit.jupiter.api.Nested;

class RawOnNexusTest {

    static Repository at(String name) {
        return new RawRepository(
                name,
                new Address(SharedNexus.get().address().resolve("/repository/" + name)),
                new Network().transport(Credential.basic("writer", "geheim-writer")));
    }

    @Nested
    class ThatTakesAFileAgain extends RepositoryContract {
        @Override
        protected Repository repository() {
            return at("raw-many");
        }

        @Override
        protected Samples samples() {
            return RawSamples::make;
        }
    }

    @Nested
    class ThatTakesAFileOnce extends RepositoryContract {
        @Override
        protected Repository repository() {
            return at("raw-once");
        }

        @Override
        protected Samples samples() {
            return RawSamples::make;
        }

        @Override
        protected boolean overwrites() {
            return false;
        }
    }
}
