package io.calvinverse.artefacts.docker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.Outcome;
import io.calvinverse.artefacts.fault.Fault;
import io.calvinverse.artefacts.fault.FaultProxy;
import io.calvinverse.artefacts.plan.FileSearch;
import io.calvinverse.artefacts.publish.OnConflict;
import io.calvinverse.artefacts.publish.PublicationListener;
import io.calvinverse.artefacts.publish.Terms;
import io.calvinverse.artefacts.repository.Repository;
import io.calvinverse.artefacts.repository.RepositoryContract;
import io.calvinverse.artefacts.repository.Samples;
import io.calvinverse.parts.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DockerOnRegistryTest extends RepositoryContract {

    private static final Duration PATIENT = Duration.ofMinutes(1);
    private static final long CHUNK = 30_000;

    @Override
    protected Repository repository() {
        return SharedRegistry.repository(SharedRegistry.port(), "", PATIENT, CHUNK);
    }

    @Override
    protected Samples samples() {
        return DockerSamples::make;
    }

    private Artefact artefact(String name, String tag, Image image) throws IOException {
        Path file = folder.resolve(name + ".tar");
        DockerSamples.write(file, name, image);
        return DockerSamples.take(file, name, tag);
    }

    @Test
    void aClientSeesTheSameDigest() throws Exception {
        String name = fresh();
        Artefact sample = artefact(
                name,
                "2.0",
                DockerSamples.index(DockerSamples.image("amd64", 5_000, 1), DockerSamples.image("arm64", 80_000, 2)));
        publish(OnConflict.FAIL, sample);
        String reference = "docker://127.0.0.1:" + SharedRegistry.port() + "/acme/" + name + ":2.0";
        String raw = skopeo("inspect", "--raw", "--tls-verify=false", reference);
        assertEquals(
                sample.coordinates().qualifier(DockerIntake.DIGEST),
                Manifest.digest(raw.getBytes(StandardCharsets.UTF_8)));
        Path copy = folder.resolve("copy");
        skopeo("copy", "--all", "--preserve-digests", "--src-tls-verify=false", reference, "oci:" + copy + ":2.0");
        Artefact again = DockerSamples.take(copy.resolve("index.json"), name, "2.0");
        assertEquals(sample.coordinates(), again.coordinates());
        assertEquals(Outcome.PRESENT, publish(OnConflict.FAIL, again).get(0).outcome());
    }

    @Test
    void aDirectoryThatAClientMadeIsPublished() throws Exception {
        String name = fresh();
        Artefact archive = sample(name, 3);
        Path layout = folder.resolve("layout");
        skopeo("copy", "--preserve-digests", "oci-archive:" + archive.content().file(), "oci:" + layout + ":1.0");
        Artefact sample = DockerSamples.take(layout.resolve("index.json"), name, "1.0");
        assertEquals(Outcome.PUBLISHED, publish(OnConflict.FAIL, sample).get(0).outcome());
        assertEquals(Outcome.PRESENT, publish(OnConflict.FAIL, archive).get(0).outcome());
    }

    @Test
    void anArchiveOfDockerIsReadByAClientAfterwards() throws Exception {
        String name = fresh();
        Path file = folder.resolve("saved.tar");
        skopeo(
                "copy",
                "oci-archive:" + sample(name, 4).content().file(),
                "docker-archive:" + file + ":acme/" + name + ":3");
        Artefact sample = new DockerIntake("", List.of())
                .take(List.of(new FileSearch.Found(file, "saved.tar")))
                .get(0);
        assertEquals(
                "acme/" + name + " 3",
                sample.coordinates().name() + " " + sample.coordinates().version());
        publish(OnConflict.FAIL, sample);
        String reference = "docker://127.0.0.1:" + SharedRegistry.port() + "/acme/" + name + ":3";
        assertTrue(skopeo("inspect", "--tls-verify=false", reference)
                .contains(sample.coordinates().qualifier(DockerIntake.DIGEST)));
        skopeo("copy", "--src-tls-verify=false", reference, "dir:" + folder.resolve("unpacked"));
    }

    @Test
    void whatIsFetchedAClientReads() throws Exception {
        Artefact sample = sample(fresh(), 1);
        publish(OnConflict.FAIL, sample);
        Path file = folder.resolve("fetched.tar");
        Files.write(file, fetched(sample));
        String raw = skopeo("inspect", "--raw", "oci-archive:" + file);
        assertEquals(
                sample.coordinates().qualifier(DockerIntake.DIGEST),
                Manifest.digest(raw.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aSecondTagSendsNoLayerAndAnotherNameMountsIt() throws Exception {
        try (FaultProxy proxy = new FaultProxy(SharedRegistry.port())) {
            proxy.arm(Fault.NONE, 0, 0);
            String name = fresh();
            Image image = DockerSamples.image("amd64", 10_000, name.hashCode());
            Repository repository = SharedRegistry.repository(proxy.port(), "", PATIENT, CHUNK);
            publisher.publish(
                    repository,
                    List.of(artefact(name, "1", image), artefact(name, "2", image)),
                    new Terms(OnConflict.FAIL, false, 4),
                    PublicationListener.NONE);
            assertEquals(2, count(proxy, "POST "), proxy.seen().toString());
            proxy.arm(Fault.NONE, 0, 0);
            publisher.publish(
                    repository,
                    List.of(artefact(fresh(), "1", image)),
                    new Terms(OnConflict.FAIL, false, 4),
                    PublicationListener.NONE);
            assertEquals(2, count(proxy, "mount="), proxy.seen().toString());
            assertEquals(0, count(proxy, "digest="), proxy.seen().toString());
        }
    }

    private static long count(FaultProxy proxy, String text) {
        return proxy.seen().stream()
                .filter(line -> line.contains(text) && !line.startsWith("HEAD"))
                .filter(line -> !text.equals("digest=") || line.startsWith("PUT"))
                .count();
    }

    @Test
    void aChunkThatBreaksIsSentAgain() throws Exception {
        try (FaultProxy proxy = new FaultProxy(SharedRegistry.port())) {
            Artefact sample = artefact(fresh(), "1.0", DockerSamples.image("amd64", 200_000, 7));
            for (int at : List.of(6, 8)) {
                proxy.arm(Fault.RESET_IN_REQUEST, at, 1);
                publisher.publish(
                        SharedRegistry.repository(proxy.port(), "", PATIENT, CHUNK),
                        List.of(sample),
                        new Terms(OnConflict.OVERWRITE, false, 1),
                        PublicationListener.NONE);
                assertArrayEquals(bytes(sample), fetched(sample));
                assertTrue(count(proxy, "PATCH ") >= 1 || at == 8, proxy.seen().toString());
            }
        }
    }

    static String skopeo(String... arguments) throws IOException, InterruptedException {
        String program = Program.of("docker-registry", "skopeo").file().toString();
        Process skopeo = new ProcessBuilder(Stream.concat(Stream.of(program, "--insecure-policy"), Stream.of(arguments))
                        .toList())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(skopeo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(skopeo.waitFor(3, TimeUnit.MINUTES), "skopeo does not end");
        assertEquals(0, skopeo.exitValue(), said);
        return said;
    }
}
