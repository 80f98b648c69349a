package io.jenkins.plugins.calvinverse.artefacts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import io.calvinverse.artefacts.nexus.SharedNexus;
import io.jenkins.plugins.calvinverse.artefacts.record.ArtefactsAction;
import io.jenkins.plugins.calvinverse.artefacts.server.ArtefactServer;
import io.jenkins.plugins.calvinverse.artefacts.step.FetchArtefactStep;
import io.jenkins.plugins.calvinverse.artefacts.step.PublishMavenStep;
import io.jenkins.plugins.calvinverse.artefacts.step.PublishRawStep;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** On a real Nexus. */
@WithJenkins
class NexusTest {

    private JenkinsRule jenkins;
    private Folder folder;

    @BeforeEach
    void configure(JenkinsRule rule) throws Exception {
        jenkins = rule;
        ArtefactsConfiguration.get()
                .setServers(List.of(
                        new ArtefactServer("nexus", SharedNexus.get().address().toString())));
        folder = jenkins.createProject(Folder.class, "team");
        CredentialsProvider.lookupStores(folder)
                .iterator()
                .next()
                .addCredentials(
                        Domain.global(),
                        new UsernamePasswordCredentialsImpl(
                                CredentialsScope.GLOBAL, "publisher", "", "writer", "geheim-writer"));
    }

    private static WorkflowJob define(WorkflowJob job, String script) throws Exception {
        job.setDefinition(new CpsFlowDefinition("node { " + script + " }", true));
        return job;
    }

    @Test
    void aCredentialOfTheFolderPublishesAndIsNotShown() throws Exception {
        String script = "writeFile file: 'a.txt', text: 'folder';"
                + " publishRaw to: 'nexus/raw-many', files: 'a.txt', into: 'team', credentialsId: 'publisher'";
        WorkflowRun build =
                jenkins.buildAndAssertSuccess(define(folder.createProject(WorkflowJob.class, "in"), script));
        assertFalse(JenkinsRule.getLog(build).contains("geheim"));
        WorkflowRun outside = jenkins.buildAndAssertStatus(
                Result.FAILURE, define(jenkins.createProject(WorkflowJob.class, "out"), script));
        jenkins.assertLogContains("'publisher'", outside);
    }

    @Test
    void aRepositoryOfAnotherFormatIsRefusedNamingTheRightOnes() throws Exception {
        WorkflowRun build = jenkins.buildAndAssertStatus(
                Result.FAILURE,
                define(
                        folder.createProject(WorkflowJob.class, "wrong"),
                        "writeFile file: 'a.txt', text: 'x';"
                                + " publishRaw to: 'nexus/maven-releases', files: 'a.txt', credentialsId: 'publisher'"));
        jenkins.assertLogContains("raw-many", build);
    }

    @Test
    void mavenAndFilesArePublishedAndFollowed() throws Exception {
        WorkflowRun build = jenkins.buildAndAssertSuccess(define(
                folder.createProject(WorkflowJob.class, "maven"),
                "writeFile file: 'tool-1.0.txt', text: 'content';"
                        + " def all = publishMaven to: 'nexus/maven-once', files: '*.txt', groupId: 'acme',"
                        + " artifactId: 'tool', version: '1.0', credentialsId: 'publisher';"
                        + " def found = findArtefact from: 'nexus/maven-once', format: 'maven', name: 'acme:tool',"
                        + " version: '1.0', extension: 'txt', credentialsId: 'publisher';"
                        + " echo \"got ${all*.extension} ${found.sha256 == all[0].sha256}\""));
        jenkins.assertLogContains("got [txt, pom] true", build);
        String link =
                build.getAction(ArtefactsAction.class).getPublished().get(0).getLink();
        assertEquals("content", SharedNexus.get().call("GET", link.substring(link.indexOf("/repository/")), ""));
    }

    @Test
    void theFormTellsVersionAndRights() {
        ArtefactServer.DescriptorImpl form = ExtensionList.lookupSingleton(ArtefactServer.DescriptorImpl.class);
        FormValidation answer =
                form.doTestConnection(SharedNexus.get().address().toString(), null, null);
        assertEquals(FormValidation.Kind.WARNING, answer.kind);
        assertTrue(answer.getMessage().contains("3.71.0-06"), answer.getMessage());
    }

    @Test
    void theFormsOfStepsOfferRepositoriesOfTheirFormat() throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new UsernamePasswordCredentialsImpl(
                        CredentialsScope.GLOBAL, "writer", "", "writer", "geheim-writer"));
        ArtefactServer real =
                new ArtefactServer("nexus", SharedNexus.get().address().toString());
        real.setCredentialsId("writer");
        // Of one that does not answer nothing is offered, and the others still are.
        ArtefactServer dead = new ArtefactServer("dead", "http://127.0.0.1:1/");
        ArtefactsConfiguration.get().setServers(List.of(dead, real));
        ComboBoxModel raw = ExtensionList.lookupSingleton(PublishRawStep.DescriptorImpl.class)
                .doFillToItems(folder);
        assertTrue(raw.contains("nexus/raw-many"), raw.toString());
        assertTrue(raw.stream().noneMatch(each -> each.contains("maven")), raw.toString());
        ComboBoxModel maven = ExtensionList.lookupSingleton(PublishMavenStep.DescriptorImpl.class)
                .doFillToItems(folder);
        assertTrue(maven.contains("nexus/maven-releases"), maven.toString());
        assertFalse(maven.contains("nexus/maven-public"), "a group takes no uploads");
        ComboBoxModel from = ExtensionList.lookupSingleton(FetchArtefactStep.DescriptorImpl.class)
                .doFillFromItems(folder, "maven");
        assertTrue(from.contains("nexus/maven-public"), from.toString());

        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader"));
        try (ACLContext reader = ACL.as2(User.getById("reader", true).impersonate2())) {
            assertEquals(
                    List.of(),
                    ExtensionList.lookupSingleton(PublishRawStep.DescriptorImpl.class)
                            .doFillToItems(folder));
        }
    }
}
