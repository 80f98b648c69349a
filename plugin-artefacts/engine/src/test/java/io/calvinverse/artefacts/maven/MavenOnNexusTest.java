package io.calvinverse.artefacts.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.artefacts.artefact.Algorithm;
import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.Outcome;
import io.calvinverse.artefacts.nexus.SharedNexus;
import io.calvinverse.artefacts.publish.OnConflict;
import io.calvinverse.artefacts.repository.Repository;
import io.calvinverse.artefacts.repository.RepositoryContract;
import io.calvinverse.artefacts.repository.Samples;
import io.calvinverse.artefacts.transport.Address;
import io.calvinverse.artefacts.transport.Credential;
import io.calvinverse.artefacts.transport.Network;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class MavenOnNexusTest extends RepositoryContract {

    @Override
    protected Repository repository() {
        return at("maven-many");
    }

    static Repository at(String name) {
        return new MavenRepository(
                name,
                new Address(SharedNexus.get().address().resolve("/repository/" + name)),
                new Network().transport(Credential.basic("writer", "geheim-writer")),
                InstantSource.system());
    }

    @Override
    protected Samples samples() {
        return MavenSamples::make;
    }

    @Test
    void aSnapshotIsStoredAgainOnlyWhenItChanged() throws Exception {
        String name = fresh();
        Artefact first = MavenSamples.make(folder, name, "1-SNAPSHOT", 0);
        assertEquals(Outcome.PUBLISHED, publish(OnConflict.FAIL, first).get(0).outcome());
        assertEquals(Outcome.PRESENT, publish(OnConflict.FAIL, first).get(0).outcome());
        Artefact second = MavenSamples.make(folder, name, "1-SNAPSHOT", 1);
        String url = publish(OnConflict.FAIL, second).get(0).url();
        assertTrue(url.matches(".*/" + name + "-1-\\d{8}\\.\\d{6}-2\\.jar"), url);
        org.junit.jupiter.api.Assertions.assertArrayEquals(bytes(second), fetched(second));
    }

    /** Nexus lets them be written anew, and strict clients would refuse the file. */
    @Test
    void whatIsSkippedKeepsItsDigests() throws Exception {
        String name = fresh();
        Artefact first = MavenSamples.make(folder, name, "1.0", 0);
        publish(OnConflict.FAIL, first);
        publish(OnConflict.SKIP, MavenSamples.make(folder, name, "1.0", 1));
        URI sidecar = URI.create(repository().address(first.coordinates()) + ".sha1");
        String path = sidecar.getPath();
        assertEquals(
                first.content().digests().hex(Algorithm.SHA1),
                SharedNexus.get().call("GET", path, "").strip());
    }

    @Test
    void aReleaseRepositoryTakesNoSnapshotAndSaysSo() throws Exception {
        Artefact snapshot = MavenSamples.make(folder, fresh(), "1-SNAPSHOT", 0);
        IOException failure = assertThrows(
                IOException.class,
                () -> publisher.publish(
                        at("maven-once"),
                        java.util.List.of(snapshot),
                        io.calvinverse.artefacts.publish.Terms.USUAL,
                        io.calvinverse.artefacts.publish.PublicationListener.NONE));
        assertTrue(failure.getMessage().contains("takes no snapshot"), failure.getMessage());
        assertTrue(failure.getMessage().contains("Nothing was published"), failure.getMessage());
    }
}
