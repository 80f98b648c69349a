package io.jenkins.plugins.calvinverse.artefacts.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Result;
import io.calvinverse.artefacts.nexus.SharedNexus;
import io.calvinverse.parts.ConsulPart;
import io.calvinverse.parts.NexusPart;
import io.jenkins.plugins.calvinverse.artefacts.ArtefactsConfiguration;
import io.jenkins.plugins.calvinverse.artefacts.server.ArtefactServer;
import io.jenkins.plugins.calvinverse.environments.EnvironmentsConfiguration;
import io.jenkins.plugins.calvinverse.environments.definition.ConsulAccess;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The repositories of a real Nexus, whose services are in a real Consul: complete there is nothing to say, and what goes is named alone. */
@WithJenkins
class NexusRuleTest {
    private static final String REPOSITORIES = "/service/rest/v1/repositories/";

    private JenkinsRule jenkins;
    private NexusPart nexus;

    @Test
    void whatIsMissingOrAllowsTooMuchIsNamedAlone(JenkinsRule rule) throws Exception {
        jenkins = rule;
        nexus = SharedNexus.get();
        try (ConsulPart consul = ConsulPart.start()) {
            for (String tag : List.of("write-production", "read-production", "write-qa", "read-qa")) {
                register(consul, "artefacts", tag);
            }
            configure(consul, NexusPart.USER);
            nexus.hosted("raw", "artefacts-production", "ALLOW_ONCE", "");
            nexus.hosted("raw", "artefacts-qa", "ALLOW", "");
            assertTrue(check(Result.SUCCESS).contains("nothing is missing"));
            production();
            qa();
            rights(consul);
            register(consul, "nuget", "write-production");
            configure(consul, NexusPart.USER);
            alone("[nexus-repositories] repository nuget-production-write is not in Nexus at " + nexus.address()
                    + ", or not shown to its credential (needed by whoever uses write-production.nuget); make it");
            nexus.server().freeze();
            try {
                alone("the check nexus-repositories could not be made: ");
            } finally {
                nexus.server().thaw();
            }
        } finally {
            String left = nexus.call("GET", "/service/rest/v1/repositories", "");
            for (String name : List.of("artefacts-production", "artefacts-qa")) {
                if (left.contains("\"" + name + "\"")) {
                    delete(name);
                }
            }
        }
    }

    private void production() throws Exception {
        delete("artefacts-production");
        String log = alone("repository artefacts-production is not in Nexus");
        assertTrue(log.contains("write-production.artefacts") && log.contains("read-production.artefacts"), log);
        nexus.hosted("raw", "artefacts-production", "ALLOW", "");
        alone(
                "repository artefacts-production allows redeployment, so that what was published can change"
                        + " (needed by whoever uses write-production.artefacts); set its deployment policy to “Disable redeploy”");
        delete("artefacts-production");
        nexus.hosted(
                "maven",
                "artefacts-production",
                "ALLOW_ONCE",
                ", \"maven\": {\"versionPolicy\": \"RELEASE\", \"layoutPolicy\": \"STRICT\"}");
        alone("repository artefacts-production is a hosted repository of format maven2");
        delete("artefacts-production");
        nexus.hosted("raw", "artefacts-production", "ALLOW_ONCE", "");
    }

    private void qa() throws Exception {
        for (String[] each : new String[][] {{"ALLOW_ONCE", "allows no redeployment"}, {"DENY", "is read-only"}}) {
            delete("artefacts-qa");
            nexus.hosted("raw", "artefacts-qa", each[0], "");
            alone("repository artefacts-qa " + each[1]);
        }
        nexus.call("PUT", REPOSITORIES + "raw/hosted/artefacts-qa", """
                {"name": "artefacts-qa", "online": false,
                 "storage": {"blobStoreName": "default", "strictContentTypeValidation": false, "writePolicy": "ALLOW"}}
                """);
        alone("repository artefacts-qa is offline");
        delete("artefacts-qa");
        nexus.hosted("raw", "artefacts-qa", "ALLOW", "");
    }

    private void rights(ConsulPart consul) throws Exception {
        configure(consul, "writer");
        alone("deployment policy of artefacts-production, artefacts-qa is not shown by Nexus at " + nexus.address());
        configure(consul, "reader");
        String log = check(Result.FAILURE);
        assertTrue(
                log.contains("repository artefacts-qa may not be written to with the credential of the server"), log);
        configure(consul, "gone");
        alone("the server 'nexus' is to be used with the credential 'gone', which does not exist");
    }

    private void register(ConsulPart consul, String service, String tag) {
        consul.command(
                "services",
                "register",
                "-id=" + service + "-" + tag,
                "-name=" + service,
                "-tag=" + tag,
                "-address=127.0.0.1",
                "-port=" + nexus.address().getPort());
    }

    private void configure(ConsulPart consul, String user) throws Exception {
        SystemCredentialsProvider provider = SystemCredentialsProvider.getInstance();
        provider.getCredentials().clear();
        if (!user.equals("gone")) {
            String password = user.equals(NexusPart.USER) ? NexusPart.PASSWORD : "geheim-" + user;
            provider.getCredentials()
                    .add(new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, user, null, user, password));
        }
        ArtefactServer server =
                new ArtefactServer("nexus", SharedNexus.get().address().toString());
        server.setCredentialsId(user);
        ArtefactsConfiguration.get().setServers(List.of(server));
        Environment environment = new Environment(ConsulPart.DATACENTER);
        ConsulAccess access = new ConsulAccess();
        access.setAddresses(consul.http().toString());
        environment.setConsul(access);
        EnvironmentsConfiguration.get().setEnvironments(List.of(environment));
    }

    private String alone(String finding) throws Exception {
        String log = check(Result.FAILURE);
        assertTrue(log.contains(finding), log);
        assertEquals(1, log.lines().filter(line -> line.contains("(needed by ")).count(), log);
        return log;
    }

    private String check(Result expected) throws Exception {
        WorkflowJob job = jenkins.jenkins.getItemByFullName("check", WorkflowJob.class);
        if (job == null) {
            job = jenkins.createProject(WorkflowJob.class, "check");
            job.setDefinition(new CpsFlowDefinition("environmentCheck()", true));
        }
        return JenkinsRule.getLog(jenkins.buildAndAssertStatus(expected, job));
    }

    private void delete(String repository) {
        nexus.call("DELETE", REPOSITORIES + repository, "");
    }
}
