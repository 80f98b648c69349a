package io.jenkins.plugins.calvinverse.environments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.ExtensionList;
import hudson.util.Secret;
import io.calvinverse.parts.ConsulOptions;
import io.calvinverse.parts.ConsulPart;
import io.jenkins.plugins.calvinverse.environments.definition.ConsulAccess;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import io.jenkins.plugins.calvinverse.environments.folder.AllowedEnvironments;
import io.jenkins.plugins.calvinverse.environments.spi.EnvironmentNeed;
import io.jenkins.plugins.calvinverse.environments.spi.EnvironmentRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Other ways to a real Consul: by its DNS alone, and with access control, TLS and a token. */
@WithJenkins
class ConsulWaysTest {
    private static final String MANAGEMENT = "2d1b7f0c-0000-4000-8000-1c0ffee00001";
    private static final String FEW = "2d1b7f0c-0000-4000-8000-1c0ffee00002";

    @Test
    void byDnsWhereTheApiIsClosedToTheController(JenkinsRule j) throws Exception {
        try (ConsulPart consul = ConsulPart.start()) {
            consul.command("services", "register", "-name=artefacts", "-tag=read", "-address=10.1.2.3", "-port=8081");
            Environment environment = new Environment("by-dns");
            environment.setDnsServers("127.0.0.1:" + consul.dns());
            EnvironmentsConfiguration.get().setEnvironments(List.of(environment));
            assertTrue(Trial.run(j, "found", "echo 'at ' + serviceAddress(service: 'artefacts', tag: 'read')")
                    .contains("at 10.1.2.3:8081"));
            String unknown = Trial.fail(j, "unknown", "serviceAddress service: 'artefacts', tag: 'write'");
            assertTrue(unknown.contains("write.artefacts"), unknown);
            String noConsul = Trial.fail(j, "keys", "readConfiguration()");
            assertTrue(noConsul.contains("The environment “by-dns” has no Consul"), noConsul);
            needs(j);
        }
    }

    /** What another plugin needs is looked for by DNS, too. */
    private static void needs(JenkinsRule j) throws Exception {
        EnvironmentRule rule = new EnvironmentRule() {
            @Override
            public String name() {
                return "publishing";
            }

            @Override
            public List<EnvironmentNeed> needs(String environment) {
                return List.of(service("read.artefacts"), service("artefacts"), service("write.artefacts"));
            }
        };
        ExtensionList.lookup(EnvironmentRule.class).add(rule);
        try {
            String log = Trial.fail(j, "check", "environmentCheck()");
            assertTrue(log.contains("write.artefacts has no instance in the catalog (needed by publishing)"), log);
            assertTrue(log.contains("by-dns: 1 thing is wrong or missing."), log);
        } finally {
            ExtensionList.lookup(EnvironmentRule.class).remove(rule);
        }
    }

    private static EnvironmentNeed service(String name) {
        return new EnvironmentNeed(EnvironmentNeed.Kind.SERVICE, name, "publishing", "start it");
    }

    @Test
    void withATokenWhoseRightsAreKnownAndWhichIsNowhereInClear(JenkinsRule j, @TempDir Path folder) throws Exception {
        try (ConsulPart consul = ConsulPart.start(new ConsulOptions(MANAGEMENT, true))) {
            Path rules = folder.resolve("few.hcl");
            Files.writeString(
                    rules,
                    "key_prefix \"config/\" { policy = \"read\" }\n"
                            + "service_prefix \"\" { policy = \"read\" }\nnode_prefix \"\" { policy = \"read\" }\n"
                            + "agent_prefix \"\" { policy = \"read\" }\n");
            consul.command("acl", "policy", "create", "-name=few", "-rules=@" + rules);
            consul.command("acl", "token", "create", "-policy-name=few", "-secret=" + FEW);
            SystemCredentialsProvider.getInstance()
                    .getCredentials()
                    .add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "few", "", Secret.fromString(FEW)));
            SystemCredentialsProvider.getInstance()
                    .getCredentials()
                    .add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "all", "", Secret.fromString(MANAGEMENT)));
            SystemCredentialsProvider.getInstance().save();
            testConnection(j, consul);
            configure(consul, "few");
            String denied = Trial.fail(j, "denied", """
                    node {
                      writeFile file: 'kv/a.yaml', text: 'config: [{key: config/a, value: b}]'
                      releaseConfiguration version: '1.0.0', directory: 'kv'
                    }
                    """);
            assertTrue(denied.contains("it answered 403") && denied.contains("give the token a policy"), denied);
            configure(consul, "all");
            String done = Trial.run(j, "allowed", """
                    node {
                      writeFile file: 'kv/a.yaml', text: 'config: [{key: config/a, value: b}]'
                      releaseConfiguration version: '1.0.0', directory: 'kv'
                      echo 'read ' + readConfiguration()['config/a']
                    }
                    """);
            assertTrue(done.contains("read b"), done);
            assertFalse((denied + done).contains("2d1b7f0c"), denied + done);
        }
    }

    private static void configure(ConsulPart consul, String credential) throws Exception {
        Environment environment = new Environment(ConsulPart.DATACENTER);
        ConsulAccess access = new ConsulAccess();
        access.setAddresses(consul.https().toString());
        access.setCaCertificates(consul.authority());
        access.setTokenCredentialsId(credential);
        environment.setConsul(access);
        EnvironmentsConfiguration.get().setEnvironments(List.of(environment));
    }

    private static void testConnection(JenkinsRule j, ConsulPart consul) throws Exception {
        String few = test(j, consul, "few");
        assertTrue(few.contains("error") && few.contains("key:write on") && few.contains("session:write"), few);
        assertTrue(few.contains("data/releases/") && !few.contains("service:read"), few);
        assertFalse(few.contains(FEW), few);
        String all = test(j, consul, "all");
        assertTrue(all.contains("leader 127.0.0.1:") && !all.contains("error"), all);
    }

    private static String test(JenkinsRule j, ConsulPart consul, String credential) throws Exception {
        return ServiceAddressTest.test(
                j,
                Map.of(
                        "name",
                        ConsulPart.DATACENTER,
                        "consul",
                        "true",
                        "addresses",
                        consul.https().toString(),
                        "caCertificates",
                        consul.authority(),
                        "tokenCredentialsId",
                        credential,
                        "configurationPrefix",
                        "config/"));
    }

    @Test
    void aFolderIsSavedWithTheEnvironmentsItMayUse(JenkinsRule j) throws Exception {
        EnvironmentsConfiguration.get()
                .setEnvironments(List.of(new Environment("test"), new Environment("production")));
        Folder folder = j.jenkins.createProject(Folder.class, "folder");
        folder.addProperty(new AllowedEnvironments("test"));
        j.configRoundtrip(folder);
        WorkflowJob job = folder.createProject(WorkflowJob.class, "job");
        job.setDefinition(new CpsFlowDefinition("withEnvironment('production') { }", true));
        assertTrue(JenkinsRule.getLog(j.buildAndAssertStatus(hudson.model.Result.FAILURE, job))
                .contains("a folder around it allows: test"));
        assertEquals(
                1,
                folder.getProperties().stream()
                        .filter(AllowedEnvironments.class::isInstance)
                        .count());
    }
}
