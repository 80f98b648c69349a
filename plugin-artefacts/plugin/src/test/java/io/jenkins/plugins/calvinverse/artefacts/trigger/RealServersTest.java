package io.jenkins.plugins.calvinverse.artefacts.trigger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Result;
import io.calvinverse.artefacts.docker.DockerSamples;
import io.calvinverse.artefacts.nexus.SharedNexus;
import io.calvinverse.parts.DockerRegistryPart;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Jobs that real servers start, by what our own steps publish there. */
@WithJenkins
class RealServersTest {

    @TempDir
    Path files;

    private static void publish(JenkinsRule jenkins, String... lines) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("node {\n" + String.join("\n", lines) + "\n}", true));
        jenkins.buildAndAssertStatus(Result.SUCCESS, job);
    }

    @Test
    void aRegistryTellsEachTagOnce(JenkinsRule jenkins) throws Exception {
        Told.known("registry");
        WorkflowJob job = Told.job("deploy", new ArtefactTrigger("acme/*"));
        DockerSamples.make(files, "app", 1);
        String notifications = """
            notifications:
              endpoints:
                - name: jenkins
                  url: %sartefact-arrival/server
                  headers: {Authorization: ["Bearer %s"]}
                  timeout: 10s
                  threshold: 3
                  backoff: 1s
            """.formatted(jenkins.getURL(), Told.SECRET);
        try (DockerRegistryPart registry = DockerRegistryPart.start(notifications)) {
            String one = "publishDocker to: '" + registry.address() + "', files: 'app.tar', name: 'acme/app'";
            publish(jenkins, "sh 'cp " + files + "/app.tar .'", one + ", tags: ['1.0']");
            WorkflowRun build = Told.build(job, 1);
            String log = JenkinsRule.getLog(build);
            assertTrue(log.matches("(?s).*for docker acme/app 1\\.0 sha256:[0-9a-f]{64}\\..*"), log);
            // Another client sends the same manifest again, and the registry tells of it again.
            publish(
                    jenkins,
                    "sh 'cp " + files + "/app.tar .'",
                    "sh 'skopeo --insecure-policy copy --preserve-digests --dest-tls-verify=false oci-archive:app.tar"
                            + " docker://127.0.0.1:" + registry.address().getPort() + "/acme/app:1.0'",
                    one + ", tags: ['1.1']");
            jenkins.assertLogContains("for docker acme/app 1.1 sha256:", Told.build(job, 2));
            assertEquals(3, job.getNextBuildNumber());
        }
    }

    @Test
    void nexusTellsItsComponents(JenkinsRule jenkins) throws Exception {
        Told.known("nexus");
        WorkflowJob job = Told.job("deploy", new ArtefactTrigger(""));
        String hook = """
            {"action": "capability_Capability", "method": "create", "type": "rpc", "tid": 1, "data": [{
              "id": "new", "typeId": "webhook.repository", "notes": "", "enabled": true, "properties": {
                "repository": "raw-many", "names": "component", "url": "%sartefact-arrival/server", "secret": "%s"}}]}
            """.formatted(jenkins.getURL(), Told.SECRET);
        String answer = SharedNexus.get().call("POST", "/service/extdirect", hook);
        assertTrue(answer.contains("\"success\":true"), answer);
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new UsernamePasswordCredentialsImpl(
                        CredentialsScope.GLOBAL, "publisher", "", "writer", "geheim-writer"));
        String to = "to: '" + SharedNexus.get().address() + "/repository/raw-many', credentialsId: 'publisher'";
        publish(
                jenkins,
                "writeFile file: 'a.txt', text: 'arrives'",
                "publishRaw " + to + ", files: 'a.txt', into: 'told'");
        jenkins.assertLogContains("for raw told/a.txt", Told.build(job, 1));
    }
}
