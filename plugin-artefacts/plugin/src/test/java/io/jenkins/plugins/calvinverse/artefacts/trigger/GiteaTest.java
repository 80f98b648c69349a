package io.jenkins.plugins.calvinverse.artefacts.trigger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Result;
import io.calvinverse.artefacts.docker.DockerSamples;
import io.calvinverse.artefacts.gitea.SharedGitea;
import io.calvinverse.artefacts.npm.NpmSamples;
import io.calvinverse.artefacts.nuget.NugetSamples;
import io.calvinverse.parts.GiteaPart;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A real Gitea starts jobs by what our own steps publish there. */
@Tag("long")
@WithJenkins
class GiteaTest {

    @TempDir
    Path files;

    private JenkinsRule jenkins;

    private void publish(String step) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(
                "node { sh 'cp " + files + "/* .'; " + step + ", credentialsId: 'gitea' }", true));
        jenkins.buildAndAssertStatus(Result.SUCCESS, job);
    }

    private static String at(String format) {
        return "'" + SharedGitea.get().packages(format) + "'";
    }

    @Test
    void itTellsEachPackageOnce(JenkinsRule rule) throws Exception {
        jenkins = rule;
        Told.known("gitea");
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new UsernamePasswordCredentialsImpl(
                        CredentialsScope.GLOBAL, "gitea", "", GiteaPart.USER, GiteaPart.PASSWORD));
        SharedGitea.get().call("POST", "/api/v1/user/hooks", """
                {"type": "gitea", "active": true, "events": ["package"], "config": {
                  "url": "%sartefact-arrival/server", "content_type": "json", "secret": "%s"}}
                """.formatted(jenkins.getURL(), Told.SECRET));
        WorkflowJob job = Told.job("deploy", new ArtefactTrigger(""));
        NugetSamples.make(files, "told", 1);
        NpmSamples.make(files, "told", 1);
        DockerSamples.make(files, "told", 1);

        publish("publishNuget to: " + at("nuget") + ", files: '*.nupkg'");
        jenkins.assertLogContains("for nuget Acme.told 1.2.0-RC.1", Told.build(job, 1));
        publish("publishNuget to: " + at("nuget") + ", files: '*.nupkg'");
        publish("publishNpm to: " + at("npm") + ", files: '*.tgz'");
        jenkins.assertLogContains("for npm @acme/told 1.2.3-rc.1", Told.build(job, 2));
        publish("publishDocker to: '" + SharedGitea.get().address() + "', files: '*.tar', name: 'acme/told',"
                + " tags: ['1.0']");
        jenkins.assertLogContains("for docker told 1.0", Told.build(job, 3));
        assertEquals(4, job.getNextBuildNumber());
    }
}
