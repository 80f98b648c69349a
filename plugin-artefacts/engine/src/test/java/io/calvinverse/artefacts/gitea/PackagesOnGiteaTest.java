package io.calvinverse.artefacts.gitea;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.Coordinates;
import io.calvinverse.artefacts.docker.DockerRepository;
import io.calvinverse.artefacts.docker.DockerSamples;
import io.calvinverse.artefacts.maven.MavenRepository;
import io.calvinverse.artefacts.maven.MavenSamples;
import io.calvinverse.artefacts.npm.NpmRepository;
import io.calvinverse.artefacts.npm.NpmSamples;
import io.calvinverse.artefacts.nuget.NugetRepository;
import io.calvinverse.artefacts.nuget.NugetSamples;
import io.calvinverse.artefacts.publish.OnConflict;
import io.calvinverse.artefacts.raw.RawRepository;
import io.calvinverse.artefacts.raw.RawSamples;
import io.calvinverse.artefacts.repository.Presence;
import io.calvinverse.artefacts.repository.Progress;
import io.calvinverse.artefacts.repository.Repository;
import io.calvinverse.artefacts.repository.RepositoryContract;
import io.calvinverse.artefacts.repository.Samples;
import io.calvinverse.artefacts.transport.Address;
import io.calvinverse.artefacts.transport.Credential;
import io.calvinverse.artefacts.transport.Network;
import io.calvinverse.artefacts.transport.Transport;
import io.calvinverse.parts.GiteaPart;
import io.calvinverse.parts.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A second server for each format of packages, and what the format's own client says of what was published there. */
@Tag("long")
class PackagesOnGiteaTest {

    private static Transport transport() {
        return new Network().transport(Credential.basic(GiteaPart.USER, GiteaPart.PASSWORD));
    }

    private static Address packages(String format) {
        return new Address(SharedGitea.get().packages(format));
    }

    @Nested
    class Nuget extends RepositoryContract {
        @Override
        protected Repository repository() {
            return new NugetRepository("nuget", packages("nuget"), transport());
        }

        @Override
        protected Samples samples() {
            return NugetSamples::make;
        }

        @Override
        protected boolean overwrites() {
            return false;
        }

        /** A token alone, sent as API key, as Gitea's and Nexus' manuals have it for NuGet's client. */
        @Test
        void aTokenPublishes() throws Exception {
            Credential key = Credential.bearer(SharedGitea.get().token("write:package"));
            Repository byKey = new NugetRepository("nuget", packages("nuget"), new Network().transport(key));
            Artefact sample = sample(fresh(), 0);
            byKey.upload(sample, false, Progress.NONE);
            assertEquals(Presence.State.EQUAL, repository().check(sample).state());
        }
    }

    @Nested
    class Raw extends RepositoryContract {
        @Override
        protected Repository repository() {
            return new RawRepository("generic", packages("generic/files/1.0"), transport());
        }

        /** Its generic packages have no folders. */
        @Override
        protected Samples samples() {
            return (folder, name, variant) -> {
                Artefact sample = RawSamples.make(folder, name, variant);
                return new Artefact(Coordinates.raw("of " + name + ".bin"), sample.content());
            };
        }

        @Override
        protected boolean overwrites() {
            return false;
        }
    }

    @Nested
    class Npm extends RepositoryContract {
        @Override
        protected Repository repository() {
            return new NpmRepository("npm", packages("npm"), transport());
        }

        @Override
        protected Samples samples() {
            return NpmSamples::make;
        }

        @Override
        protected boolean overwrites() {
            return false;
        }

        @Test
        void itsOwnClientInstallsIt() throws Exception {
            Program.assumePresent("verdaccio", Program.find("verdaccio", "npm").isPresent());
            Artefact sample = sample(fresh(), 0);
            publish(OnConflict.FAIL, sample);
            String name = sample.coordinates().name();
            Path client = Files.createDirectories(folder.resolve("client"));
            Files.writeString(client.resolve("package.json"), "{\"name\": \"client\", \"version\": \"1.0.0\"}");
            Clients.run(
                    client,
                    List.of(
                            "npm",
                            "--registry",
                            packages("npm").base().toString(),
                            "--cache",
                            folder.resolve("cache").toString(),
                            "install",
                            "--no-audit",
                            "--no-fund",
                            name + "@" + sample.coordinates().version()));
            Path installed = client.resolve("node_modules").resolve(name);
            assertEquals("module.exports = 42;\n", Files.readString(installed.resolve("index.js")));
        }
    }

    @Nested
    class Maven extends RepositoryContract {
        @Override
        protected Repository repository() {
            return new MavenRepository("maven", packages("maven"), transport(), InstantSource.system());
        }

        @Override
        protected Samples samples() {
            return MavenSamples::make;
        }

        @Override
        protected boolean overwrites() {
            return false;
        }

        @Test
        void itsOwnClientGetsIt() throws Exception {
            String name = fresh();
            Artefact sample = MavenSamples.make(folder, name, "1.0", 3);
            publish(OnConflict.FAIL, sample);
            Path local = folder.resolve("repository");
            Clients.run(
                    folder,
                    List.of(
                            Clients.mavenWrapper().toString(),
                            "-B",
                            "-ntp",
                            "-C",
                            "-Dmaven.repo.local=" + local,
                            "-Dmaven.repo.local.tail=" + Path.of(System.getProperty("user.home"), ".m2/repository"),
                            "-Dmaven.repo.local.tail.ignoreAvailability=true",
                            "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:get",
                            "-Dtransitive=false",
                            "-DremoteRepositories=gitea::default::"
                                    + SharedGitea.get().packages("maven"),
                            "-Dartifact=org.acme.test:" + name + ":1.0"));
            Path got = local.resolve("org/acme/test/" + name + "/1.0/" + name + "-1.0.jar");
            assertArrayEquals(bytes(sample), Files.readAllBytes(got));
        }
    }

    @Nested
    class Docker extends RepositoryContract {
        @Override
        protected Repository repository() {
            return new DockerRepository("images", new Address(SharedGitea.get().address()), transport());
        }

        @Override
        protected Samples samples() {
            return DockerSamples::make;
        }

        @Test
        void itsOwnClientSeesAndCopiesIt() throws Exception {
            String name = fresh();
            Artefact sample = sample(name, 5);
            publish(OnConflict.FAIL, sample);
            String skopeo = Program.of("docker-registry", "skopeo").file().toString();
            String reference =
                    "docker://127.0.0.1:" + SharedGitea.get().address().getPort() + "/acme/" + name + ":1.0";
            String seen = Clients.run(folder, List.of(skopeo, "inspect", "--tls-verify=false", reference));
            assertTrue(seen.contains(sample.coordinates().qualifier("digest")), seen);
            Clients.run(
                    folder,
                    List.of(
                            skopeo,
                            "--insecure-policy",
                            "copy",
                            "--preserve-digests",
                            "--src-tls-verify=false",
                            reference,
                            "dir:" + folder.resolve("unpacked")));
        }
    }
}
