package io.jenkins.plugins.calvinverse.artefacts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.ExtensionList;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.AccessDeniedException3;
import hudson.util.FormValidation.Kind;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.calvinverse.artefacts.selection.DockerImages;
import io.jenkins.plugins.calvinverse.artefacts.selection.MavenArtefacts;
import io.jenkins.plugins.calvinverse.artefacts.selection.NpmArtefacts;
import io.jenkins.plugins.calvinverse.artefacts.selection.NugetArtefacts;
import io.jenkins.plugins.calvinverse.artefacts.selection.RawArtefacts;
import io.jenkins.plugins.calvinverse.artefacts.selection.ZipArtefact;
import io.jenkins.plugins.calvinverse.artefacts.server.ArtefactServer;
import io.jenkins.plugins.calvinverse.artefacts.step.FetchArtefactStep;
import io.jenkins.plugins.calvinverse.artefacts.step.FindArtefactStep;
import io.jenkins.plugins.calvinverse.artefacts.step.PublishArtefactsStep;
import io.jenkins.plugins.calvinverse.artefacts.step.PublishDockerStep;
import io.jenkins.plugins.calvinverse.artefacts.step.PublishMavenStep;
import io.jenkins.plugins.calvinverse.artefacts.step.PublishNpmStep;
import io.jenkins.plugins.calvinverse.artefacts.step.PublishNugetStep;
import io.jenkins.plugins.calvinverse.artefacts.step.PublishRawStep;
import io.jenkins.plugins.calvinverse.artefacts.step.PublishZipStep;
import io.jenkins.plugins.calvinverse.artefacts.step.VerifyProvenanceStep;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class FormTest {

    @Test
    void theSnippetGeneratorWritesWhatWasChosen(JenkinsRule jenkins) throws Exception {
        SnippetizerTester snippets = new SnippetizerTester(jenkins);
        PublishRawStep raw = new PublishRawStep("nexus/raw", "dist/**");
        snippets.assertRoundTrip(raw, "publishRaw files: 'dist/**', to: 'nexus/raw'");
        raw.setInto("a");
        raw.setOnConflict("skip");
        raw.setParallel(2);
        raw.setFingerprint(false);
        raw.setProvenanceTo("nexus/provenance");
        snippets.assertRoundTrip(
                raw,
                "publishRaw files: 'dist/**', fingerprint: false, into: 'a', onConflict: 'skip', parallel: 2, provenanceTo:"
                        + " 'nexus/provenance', to: 'nexus/raw'");
        snippets.assertRoundTrip(
                new PublishZipStep("nexus/raw", "**", "a.zip"),
                "publishZip files: '**', name: 'a.zip', to: 'nexus/raw'");
        PublishMavenStep maven = new PublishMavenStep("nexus/maven", "target/*.jar");
        maven.setPom("pom.xml");
        snippets.assertRoundTrip(maven, "publishMaven files: 'target/*.jar', pom: 'pom.xml', to: 'nexus/maven'");
        PublishNpmStep npm = new PublishNpmStep("nexus/npm", "*.tgz");
        npm.setTag("next");
        snippets.assertRoundTrip(npm, "publishNpm files: '*.tgz', tag: 'next', to: 'nexus/npm'");
        snippets.assertRoundTrip(
                new PublishNugetStep("nexus/nuget", "*.nupkg"), "publishNuget files: '*.nupkg', to: 'nexus/nuget'");
        PublishDockerStep docker = new PublishDockerStep("nexus/docker", "image.tar");
        docker.setName("acme/app");
        docker.setTags(List.of("1.0", "latest"));
        snippets.assertRoundTrip(
                docker,
                "publishDocker files: 'image.tar', name: 'acme/app', tags: ['1.0', 'latest'], to: 'nexus/docker'");
        FindArtefactStep find = new FindArtefactStep("nexus/maven", "maven", "a:b");
        find.setVersion("1");
        snippets.assertRoundTrip(find, "findArtefact format: 'maven', from: 'nexus/maven', name: 'a:b', version: '1'");
        FetchArtefactStep fetch = new FetchArtefactStep("nexus/raw", "raw", "a.txt");
        fetch.setFile("b.txt");
        snippets.assertRoundTrip(fetch, "fetchArtefact file: 'b.txt', format: 'raw', from: 'nexus/raw', name: 'a.txt'");
        VerifyProvenanceStep verify = new VerifyProvenanceStep("a.zip", "key");
        verify.setFrom("nexus/raw");
        snippets.assertRoundTrip(verify, "verifyProvenance file: 'a.zip', from: 'nexus/raw', key: 'key'");
    }

    @Test
    void manyFormatsInOneStep(JenkinsRule jenkins) throws Exception {
        DockerImages docker = new DockerImages("image.tar");
        docker.setTags(List.of("1.0"));
        new SnippetizerTester(jenkins)
                .assertRoundTrip(
                        new PublishArtefactsStep(
                                "nexus/any",
                                List.of(
                                        new RawArtefacts("*.txt"),
                                        new ZipArtefact("**", "a.zip"),
                                        new MavenArtefacts("*.jar"),
                                        new NpmArtefacts("*.tgz"),
                                        new NugetArtefacts("*.nupkg"),
                                        docker)),
                        "publishArtefacts artefacts: [raw('*.txt'), zip(files: '**', name: 'a.zip'), maven('*.jar'),"
                                + " npm('*.tgz'), nuget('*.nupkg'), docker(files: 'image.tar', tags: ['1.0'])], to:"
                                + " 'nexus/any'");
    }

    @Test
    void fieldsAreCheckedForThoseWhoMayConfigure(JenkinsRule jenkins) throws Exception {
        ArtefactsConfiguration.get().setServers(List.of(new ArtefactServer("nexus", "https://nexus.example.org/")));
        PublishRawStep.DescriptorImpl form = ExtensionList.lookupSingleton(PublishRawStep.DescriptorImpl.class);
        FreeStyleProject job = jenkins.createFreeStyleProject();
        for (String good : new String[] {
            "nexus/raw", "https://else.example.org/raw", "/mnt/share", "write-production.nuget", "$REPOSITORY"
        }) {
            assertEquals(Kind.OK, form.doCheckTo(job, good).kind, good);
        }
        for (String bad : new String[] {"", "other/raw", "https://me:geheim@else.example.org/raw", "nexus"}) {
            assertEquals(Kind.ERROR, form.doCheckTo(job, bad).kind, bad);
            assertTrue(!form.doCheckTo(job, bad).getMessage().contains("geheim"), bad);
        }
        assertEquals(Kind.OK, form.doCheckProvenanceTo(job, "").kind);
        assertEquals(Kind.ERROR, form.doCheckProvenanceTo(job, "other/raw").kind);
        assertEquals(Kind.OK, form.doCheckParallel(job, "8").kind);
        assertEquals(Kind.ERROR, form.doCheckParallel(job, "0").kind);
        assertEquals(
                List.of("fail", "skip", "overwrite"),
                form.doFillOnConflictItems(job).stream()
                        .map((ListBoxModel.Option each) -> each.value)
                        .toList());

        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader"));
        ArtefactServer.DescriptorImpl server = ExtensionList.lookupSingleton(ArtefactServer.DescriptorImpl.class);
        try (ACLContext reader = ACL.as2(User.getById("reader", true).impersonate2())) {
            assertThrows(AccessDeniedException3.class, () -> form.doCheckTo(job, "nexus/raw"));
            assertThrows(AccessDeniedException3.class, () -> server.doTestConnection("https://a.example/", "", ""));
            assertEquals(1, form.doFillCredentialsIdItems(job, "current").size());
        }
    }
}
