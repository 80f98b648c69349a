package io.jenkins.plugins.calvinverse.artefacts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Result;
import hudson.util.Secret;
import io.calvinverse.artefacts.docker.DockerSamples;
import io.calvinverse.artefacts.npm.NpmSamples;
import io.calvinverse.artefacts.nuget.FeedShim;
import io.calvinverse.artefacts.nuget.NugetSamples;
import io.calvinverse.parts.DockerRegistryPart;
import io.calvinverse.parts.VerdaccioPart;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Packages and images, on the servers of their formats. */
@WithJenkins
class FormatsTest {

    @TempDir
    Path files;

    private Trial trial;

    @BeforeEach
    void start(JenkinsRule rule) {
        trial = new Trial(rule);
    }

    private static void add(Credentials credential) throws Exception {
        SystemCredentialsProvider.getInstance().getCredentials().add(credential);
        SystemCredentialsProvider.getInstance().save();
    }

    private static HttpResponse<String> get(URI address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void npm() throws Exception {
        NpmSamples.make(files, "tool", 1);
        try (VerdaccioPart verdaccio = VerdaccioPart.start()) {
            add(new UsernamePasswordCredentialsImpl(
                    CredentialsScope.GLOBAL, "publisher", "", VerdaccioPart.USER, VerdaccioPart.PASSWORD));
            String to = "'" + verdaccio.address() + "', credentialsId: 'publisher'";
            String found = "name: '@acme/tool', version: '1.2.3-rc.1', format: 'npm', from: " + to;
            WorkflowRun build = trial.run(
                    Result.SUCCESS,
                    "sh 'cp " + files + "/tool.tgz .'",
                    "def all = publishNpm to: " + to + ", files: '*.tgz', tag: 'beta'",
                    "def again = publishArtefacts to: " + to + ", artefacts: [npm('*.tgz')]",
                    "def found = findArtefact " + found,
                    "fetchArtefact " + found + ", sha256: all[0].sha256",
                    "echo \"got ${all[0].outcome} ${again[0].outcome} ${found.sha256 == all[0].sha256}"
                            + " ${fileExists('tool-1.2.3-rc.1.tgz')}\"");
            trial.jenkins().assertLogContains("got published present true true", build);
            String listed =
                    get(verdaccio.address().resolve("/@acme%2ftool")).body().replace(" ", "");
            assertTrue(listed.contains("\"beta\":\"1.2.3-rc.1\""), listed);
            trial.assertNowhere(build, VerdaccioPart.PASSWORD);
        }
    }

    @Test
    void docker() throws Exception {
        DockerSamples.make(files, "app", 1);
        Path share = Files.createDirectory(files.resolve("share"));
        try (DockerRegistryPart registry = DockerRegistryPart.start()) {
            String to = "'" + registry.address() + "'";
            WorkflowRun build = trial.run(
                    Result.SUCCESS,
                    "sh 'cp " + files + "/app.tar .'",
                    "withEnv(['VERSION=1.5']) {",
                    "  def all = publishDocker to: " + to
                            + ", files: 'app.tar', name: 'acme/service', tags: ['${VERSION}', 'latest']",
                    "  def again = publishArtefacts to: " + to
                            + ", artefacts: [docker(files: 'app.tar', name: 'acme/service', tags: ['1.5'])]",
                    "  echo \"got ${all*.version} ${all[0].outcome} ${again[0].outcome} ${all[0].digest}\"",
                    "  promoteArtefact from: " + to + ", to: '" + share + "', artefacts: all",
                    "  fetchArtefact from: " + to + ", format: 'docker', name: 'acme/service', version: 'latest'",
                    "  echo \"fetched ${fileExists('service.tar')}\"",
                    "}");
            trial.jenkins().assertLogContains("got [1.5, latest] published present sha256:", build);
            trial.jenkins().assertLogContains("fetched true", build);
            assertEquals(
                    200,
                    get(registry.address().resolve("/v2/acme/service/tags/list"))
                            .statusCode());
            assertTrue(Files.exists(share.resolve("acme/service/1.5.tar")), "promoted");
        }
    }

    @Test
    void nuget() throws Exception {
        Path first = Files.createDirectory(files.resolve("first"));
        Path second = Files.createDirectory(files.resolve("second"));
        NugetSamples.make(first, "core", 1);
        NugetSamples.make(second, "core", 2);
        try (FeedShim feed = new FeedShim(FeedShim.Manner.NEXUS)) {
            add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "key", "", Secret.fromString(FeedShim.KEY)));
            String to = "'http://127.0.0.1:" + feed.port() + "/feed/index.json', credentialsId: 'key'";
            WorkflowRun build = trial.run(
                    Result.SUCCESS,
                    "sh 'cp " + first + "/*.nupkg .'",
                    "def all = publishNuget to: " + to + ", files: '*.nupkg'",
                    "def again = publishArtefacts to: " + to + ", artefacts: [nuget('*.nupkg')]",
                    "def found = findArtefact from: " + to
                            + ", format: 'nuget', name: all[0].name, version: all[0].version",
                    "echo \"got ${all[0].name} ${all[0].version} ${all[0].outcome} ${again[0].outcome}"
                            + " ${found.sha256 == all[0].sha256}\"");
            trial.jenkins().assertLogContains("got Acme.core 1.2.0-RC.1 published present true", build);
            trial.assertNowhere(build, FeedShim.KEY);
            WorkflowRun other = trial.run(
                    Result.FAILURE,
                    "sh 'cp " + second + "/*.nupkg .'",
                    "publishNuget to: " + to + ", files: '*.nupkg'");
            trial.jenkins().assertLogContains("with another content", other);
        }
    }

    @Test
    void whatIsNoPackageIsToldBeforeAnythingIsAsked() throws Exception {
        for (String step : new String[] {"publishNpm", "publishNuget", "publishDocker"}) {
            WorkflowRun build = trial.run(
                    Result.FAILURE,
                    "writeFile file: 'broken.bin', text: 'no package'",
                    step + " to: 'http://127.0.0.1:9/nowhere', files: 'broken.bin'");
            trial.jenkins().assertLogContains("broken.bin", build);
            trial.jenkins().assertLogNotContains("\tat io.jenkins", build);
        }
    }
}
