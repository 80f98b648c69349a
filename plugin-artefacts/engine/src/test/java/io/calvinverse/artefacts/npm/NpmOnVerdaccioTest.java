package io.calvinverse.artefacts.npm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.Content;
import io.calvinverse.artefacts.artefact.Format;
import io.calvinverse.artefacts.publish.OnConflict;
import io.calvinverse.artefacts.publish.PublicationListener;
import io.calvinverse.artefacts.publish.Terms;
import io.calvinverse.artefacts.repository.Repository;
import io.calvinverse.artefacts.repository.RepositoryContract;
import io.calvinverse.artefacts.repository.Samples;
import io.calvinverse.artefacts.transport.Credential;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NpmOnVerdaccioTest extends RepositoryContract {

    @Override
    protected Repository repository() {
        return SharedVerdaccio.repository(SharedVerdaccio.get().address().getPort(), Duration.ofMinutes(1));
    }

    @Override
    protected Samples samples() {
        return NpmSamples::make;
    }

    @Override
    protected boolean overwrites() {
        return false;
    }

    private Artefact tagged(String name, String tag) throws Exception {
        Artefact plain = sample(name, 0);
        return new Artefact(
                plain.coordinates().with(NpmIntake.TAG, tag),
                Content.of(plain.content().file(), Format.NPM));
    }

    @Test
    void itsOwnClientInstallsIt() throws Exception {
        Artefact sample = sample(fresh(), 0);
        publish(OnConflict.FAIL, sample);
        String name = sample.coordinates().name();
        assertTrue(npm("view", name, "dist-tags.next").contains("1.2.3-rc.1"));
        npm("install", "--no-audit", "--no-fund", name + "@next");
        Path installed = folder.resolve("client/node_modules").resolve(name);
        assertEquals("module.exports = 42;\n", Files.readString(installed.resolve("index.js")));
    }

    @Test
    void aTagIsGivenAlsoToWhatIsThereAlready() throws Exception {
        String name = fresh();
        publish(OnConflict.FAIL, sample(name, 0));
        publish(OnConflict.FAIL, tagged(name, "stable"));
        assertTrue(npm("view", "@acme/" + name, "dist-tags.stable").contains("1.2.3-rc.1"));
        publish(OnConflict.FAIL, tagged(fresh(), "other"));
    }

    @Test
    void whoMayNotPublishIsTold() throws Exception {
        int port = SharedVerdaccio.get().address().getPort();
        Artefact sample = sample(fresh(), 0);
        for (Credential credential : List.of(Credential.NONE, Credential.basic("publisher", "falsches-wort"))) {
            IOException failure = assertThrows(
                    IOException.class,
                    () -> publisher.publish(
                            SharedVerdaccio.repository(port, Duration.ofMinutes(1), credential),
                            List.of(sample),
                            new Terms(OnConflict.FAIL, false, 1),
                            PublicationListener.NONE));
            assertTrue(failure.getMessage().contains(credential.toString()), failure.getMessage());
            assertTrue(!failure.getMessage().contains("falsches"), failure.getMessage());
        }
    }

    private String npm(String... arguments) throws IOException, InterruptedException {
        Path directory = Files.createDirectories(folder.resolve("client"));
        Files.writeString(directory.resolve("package.json"), "{\"name\": \"client\", \"version\": \"1.0.0\"}");
        File log = folder.resolve("npm.log").toFile();
        Process npm = new ProcessBuilder(Stream.concat(
                                Stream.of(
                                        "npm",
                                        "--registry",
                                        SharedVerdaccio.get().address() + "/",
                                        "--cache",
                                        folder.resolve("cache").toString()),
                                Stream.of(arguments))
                        .toList())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        assertTrue(npm.waitFor(5, TimeUnit.MINUTES), "npm does not end");
        String said = Files.readString(log.toPath(), StandardCharsets.UTF_8);
        assertEquals(0, npm.exitValue(), said);
        return said;
    }
}
