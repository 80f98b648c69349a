package io.jenkins.plugins.calvinverse.artefacts;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.ProxyConfiguration;
import hudson.model.Label;
import hudson.model.Result;
import io.calvinverse.artefacts.docker.DockerSamples;
import io.calvinverse.artefacts.raw.FileServer;
import io.calvinverse.parts.DockerRegistryPart;
import io.calvinverse.parts.SelfSigned;
import io.calvinverse.parts.TinyproxyPart;
import io.jenkins.plugins.calvinverse.artefacts.server.ArtefactServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** From an agent: a registry whose certificate no Java runtime knows, and a proxy on the way. */
@WithJenkins
class TlsAndProxyTest {

    @TempDir
    Path files;

    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        rule.createOnlineSlave(Label.get("far"));
    }

    private WorkflowRun run(Result expected, String... lines) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("node('far') {\n" + String.join("\n", lines) + "\n}", true));
        return jenkins.buildAndAssertStatus(expected, job);
    }

    private String image(DockerRegistryPart registry) throws Exception {
        DockerSamples.make(files, "app", 1);
        return "sh 'cp " + files + "/app.tar .'; publishDocker to: '" + registry.address()
                + "', files: 'app.tar', name: 'acme/app', tags: ['1.0']";
    }

    private static void trust(DockerRegistryPart registry, SelfSigned certificate) throws Exception {
        ArtefactServer server =
                new ArtefactServer("registry", registry.address().toString());
        server.setCaCertificates(Files.readString(certificate.certificate()));
        ArtefactsConfiguration.get().setServers(List.of(server));
    }

    private void proxy(TinyproxyPart proxy, String user, String password, String noProxy) {
        jenkins.jenkins.setProxy(new ProxyConfiguration("127.0.0.1", proxy.port(), user, password, noProxy));
    }

    @Test
    void aServersOwnCertificateAuthorityIsTrustedForItAlone() throws Exception {
        SelfSigned certificate = SelfSigned.localhost(files);
        try (DockerRegistryPart registry = DockerRegistryPart.start(certificate)) {
            WorkflowRun refused = run(Result.FAILURE, image(registry));
            jenkins.assertLogContains("is its certificate trusted?", refused);
            trust(registry, certificate);
            run(Result.SUCCESS, image(registry));
        }
    }

    @Test
    void jenkinsProxyIsUsedExceptForHostsThatAreReachedDirectly() throws Exception {
        SelfSigned certificate = SelfSigned.localhost(files);
        try (DockerRegistryPart registry = DockerRegistryPart.start(certificate);
                TinyproxyPart proxy = TinyproxyPart.start(false)) {
            trust(registry, certificate);
            proxy(proxy, null, null, "127.0.0.*");
            run(Result.SUCCESS, image(registry));
            assertFalse(proxy.said().contains("CONNECT 127.0.0.1"), proxy.said());
            proxy(proxy, null, null, "");
            run(Result.SUCCESS, image(registry));
            assertTrue(
                    proxy.said()
                            .contains("CONNECT 127.0.0.1:" + registry.address().getPort()),
                    proxy.said());
        }
    }

    @Test
    void theProxysUserIsGivenToTheProxyAlone() throws Exception {
        try (FileServer server = new FileServer();
                TinyproxyPart proxy = TinyproxyPart.start(true)) {
            String publish = "writeFile file: 'a.txt', text: 'content'; publishRaw to: 'http://127.0.0.1:"
                    + server.port() + "/files', files: 'a.txt'";
            proxy(proxy, null, null, "");
            jenkins.assertLogContains("407", run(Result.FAILURE, publish));
            proxy(proxy, TinyproxyPart.USER, TinyproxyPart.PASSWORD, "");
            WorkflowRun build = run(Result.SUCCESS, publish);
            assertTrue(proxy.said().contains("http://127.0.0.1:" + server.port() + "/files/a.txt"), proxy.said());
            Trial.assertNowhere(build.getRootDir().toPath(), TinyproxyPart.PASSWORD);
        }
    }
}
