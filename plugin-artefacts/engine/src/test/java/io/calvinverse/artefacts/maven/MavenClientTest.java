package io.calvinverse.artefacts.maven;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.nexus.SharedNexus;
import io.calvinverse.artefacts.plan.FileSearch;
import io.calvinverse.artefacts.plan.Glob;
import io.calvinverse.artefacts.publish.PublicationListener;
import io.calvinverse.artefacts.publish.Publisher;
import io.calvinverse.artefacts.publish.Terms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Maven itself says of what was published. */
class MavenClientTest {

    @TempDir
    Path folder;

    private List<Artefact> publish(String version, int variant) throws Exception {
        Path build = Files.createDirectories(folder.resolve("build" + variant));
        MavenSamples.jar(build, "client", version, variant);
        Files.copy(
                MavenSamples.jar(folder, "client", version, variant + 100),
                build.resolve("client-" + version + "-sources.jar"));
        MavenNaming naming = new MavenNaming("org.acme.client", "client", version, null, folder);
        List<Artefact> artefacts = new MavenIntake(naming).take(new FileSearch(build).find(new Glob("*.jar")));
        assertEquals(3, artefacts.size());
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            new Publisher(threads)
                    .publish(MavenOnNexusTest.at("maven-many"), artefacts, Terms.USUAL, PublicationListener.NONE);
        } finally {
            threads.shutdownNow();
        }
        return artefacts;
    }

    @Test
    void mavenResolvesAReleaseAndEachSnapshot() throws Exception {
        publish("1.0", 0);
        publish("2.0-SNAPSHOT", 1);
        get("org.acme.client:client:1.0", "org.acme.client:client:1.0:jar:sources", "org.acme.client:client:RELEASE");
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("build0/client-1.0.jar")),
                Files.readAllBytes(local("1.0/client-1.0.jar")));
        get("org.acme.client:client:2.0-SNAPSHOT");
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("build1/client-2.0-SNAPSHOT.jar")),
                Files.readAllBytes(local("2.0-SNAPSHOT/client-2.0-SNAPSHOT.jar")));
        publish("2.0-SNAPSHOT", 2);
        get("org.acme.client:client:2.0-SNAPSHOT", "org.acme.client:client:2.0-SNAPSHOT:jar:sources");
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("build2/client-2.0-SNAPSHOT.jar")),
                Files.readAllBytes(local("2.0-SNAPSHOT/client-2.0-SNAPSHOT.jar")));
    }

    private Path local(String path) {
        return folder.resolve("repository/org/acme/client/client").resolve(path);
    }

    /** Strict: a wrong or missing checksum fails it. Its own plugins come from the user's repository. */
    private void get(String... what) throws Exception {
        String repository = SharedNexus.get().address() + "/repository/maven-many";
        for (String each : what) {
            Path log = folder.resolve("mvn.log");
            Process maven = new ProcessBuilder(
                            wrapper().toString(),
                            "-B",
                            "-ntp",
                            "-C",
                            "-U",
                            "-Dmaven.repo.local=" + folder.resolve("repository"),
                            "-Dmaven.repo.local.tail=" + Path.of(System.getProperty("user.home"), ".m2/repository"),
                            "-Dmaven.repo.local.tail.ignoreAvailability=true",
                            "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:get",
                            "-Dtransitive=false",
                            "-DremoteRepositories=nexus::default::" + repository,
                            "-Dartifact=" + each)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            maven.getOutputStream().close();
            assertEquals(0, maven.waitFor(), () -> each + ":\n" + read(log));
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (java.io.IOException e) {
            return e.toString();
        }
    }

    private static Path wrapper() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.isExecutable(at.resolve("mvnw"))) {
            at = at.getParent();
        }
        return at.resolve("mvnw");
    }
}
