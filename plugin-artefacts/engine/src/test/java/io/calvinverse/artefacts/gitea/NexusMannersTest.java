package io.calvinverse.artefacts.gitea;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.Outcome;
import io.calvinverse.artefacts.npm.NpmRepository;
import io.calvinverse.artefacts.npm.NpmSamples;
import io.calvinverse.artefacts.nuget.NugetClient;
import io.calvinverse.artefacts.nuget.NugetIntake;
import io.calvinverse.artefacts.nuget.NugetRepository;
import io.calvinverse.artefacts.nuget.NugetSamples;
import io.calvinverse.artefacts.plan.FileSearch;
import io.calvinverse.artefacts.publish.OnConflict;
import io.calvinverse.artefacts.repository.Repository;
import io.calvinverse.artefacts.repository.RepositoryContract;
import io.calvinverse.artefacts.repository.Samples;
import io.calvinverse.artefacts.transport.Address;
import io.calvinverse.artefacts.transport.Credential;
import io.calvinverse.artefacts.transport.Network;
import io.calvinverse.artefacts.transport.Transport;
import io.calvinverse.parts.GiteaPart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Packages on a real server that answers as Nexus does where that deviates. */
@Tag("long")
class NexusMannersTest {

    /** What both formats share. */
    abstract static class Contract extends RepositoryContract {
        private final String format;
        private NexusShim shim;

        Contract(String format) {
            this.format = format;
        }

        @BeforeEach
        void start() throws IOException {
            shim = new NexusShim(SharedGitea.get().packages(format), format + "-hosted");
        }

        @AfterEach
        void stop() {
            shim.close();
        }

        protected final Address address() {
            return new Address(shim.address());
        }

        protected static Transport transport() {
            return new Network().transport(Credential.basic(GiteaPart.USER, GiteaPart.PASSWORD));
        }

        @Override
        protected boolean overwrites() {
            return false;
        }
    }

    @Nested
    class Nuget extends Contract {
        Nuget() {
            super("nuget");
        }

        @Override
        protected Repository repository() {
            return new NugetRepository("nuget-hosted", address(), transport());
        }

        @Override
        protected Samples samples() {
            return NugetSamples::make;
        }

        private Outcome publish(Path file) throws Exception {
            Artefact read = new NugetIntake()
                    .take(List.of(new FileSearch.Found(file, file.toString())))
                    .get(0);
            return publish(OnConflict.FAIL, read).get(0).outcome();
        }

        @Test
        void itsOwnClientRestoresWhatWasPublishedAndPushesBeside() throws Exception {
            NugetClient client = new NugetClient(folder);
            String feed = address().base().toString();
            Path ours = client.pack("Acme.Feed", "1.0.0", "ours");
            assertEquals(Outcome.PUBLISHED, publish(ours));
            assertEquals("ours", client.restore(feed, "Acme.Feed", "1.0.0"));

            String key = SharedGitea.get().token("write:package");
            NugetClient.Said refused = client.push(ours, feed, key);
            assertFalse(refused.succeeded(), refused.text());
            assertTrue(refused.text().contains("400"), refused.text());
            Path theirs = client.pack("Acme.Feed", "1.1.0", "theirs");
            NugetClient.Said pushed = client.push(theirs, feed, key);
            assertTrue(pushed.succeeded(), pushed.text());
            assertEquals(Outcome.PRESENT, publish(theirs));
            assertEquals("theirs", client.restore(feed, "Acme.Feed", "1.1.0"));
        }
    }

    @Nested
    class Npm extends Contract {
        Npm() {
            super("npm");
        }

        @Override
        protected Repository repository() {
            return new NpmRepository("npm-hosted", address(), transport());
        }

        @Override
        protected Samples samples() {
            return NpmSamples::make;
        }
    }
}
