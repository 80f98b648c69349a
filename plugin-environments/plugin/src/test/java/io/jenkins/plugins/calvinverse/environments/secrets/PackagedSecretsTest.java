package io.jenkins.plugins.calvinverse.environments.secrets;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.datapipe.jenkins.vault.configuration.VaultConfiguration;
import com.datapipe.jenkins.vault.credentials.VaultAppRoleCredential;
import hudson.util.Secret;
import io.calvinverse.environments.vault.RealVault;
import io.calvinverse.parts.PostgresPart;
import io.calvinverse.parts.VaultPart;
import io.jenkins.plugins.calvinverse.environments.EnvironmentsConfiguration;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** A controller in its own process, with the class loaders of the packaged plugins, that is killed in the middle of a block. */
class PackagedSecretsTest {
    @RegisterExtension
    private final RealJenkinsExtension jenkins = new RealJenkinsExtension();

    @Test
    void aKilledControllerGoesOnWithItsBlocksAndRevokesThem() throws Throwable {
        try (PostgresPart database = PostgresPart.start();
                VaultPart vault = VaultPart.start()) {
            String user = open(database, vault, Duration.ofHours(1));
            jenkins.stopJenkinsForcibly();
            jenkins.startJenkins();
            jenkins.runRemotely(PackagedSecretsTest::end);
            assertFalse(database.accepts(user), "the user must be gone with the block");
            jenkins.stopJenkins();
        }
    }

    /** The first term of token and lease ends after the restart; whoever did not renew them would have lost both. */
    @Test
    @Tag("long")
    void aRestartedControllerGoesOnRenewingLeaseAndToken() throws Throwable {
        Duration term = Duration.ofMinutes(3);
        try (PostgresPart database = PostgresPart.start();
                VaultPart vault = VaultPart.start()) {
            String user = open(database, vault, term);
            Instant over = Instant.now().plus(term);
            jenkins.stopJenkins();
            Instant stopped = Instant.now();
            jenkins.startJenkins();
            assertTrue(Instant.now().isBefore(over), "the restart took longer than the term: it shows nothing");
            while (Instant.now().isBefore(over.plusSeconds(5))) {
                assertTrue(database.accepts(user), "the user must live while the block is open");
                Thread.sleep(1_000);
            }
            String lease =
                    VaultPart.field(vault.admin("LIST", "sys/leases/lookup/database/creds/read", null), "keys\":\\[\"");
            String found =
                    vault.admin("PUT", "sys/leases/lookup", "{\"lease_id\":\"database/creds/read/" + lease + "\"}");
            Instant renewed = OffsetDateTime.parse(VaultPart.field(found, "last_renewal\":\""))
                    .toInstant();
            assertTrue(renewed.isAfter(stopped), found);
            jenkins.runRemotely(PackagedSecretsTest::end);
            assertFalse(database.accepts(user), "the user must be gone with the block");
            jenkins.stopJenkins();
        }
    }

    /** A controller with a build in a block; returns the user it was given. */
    private String open(PostgresPart database, VaultPart vault, Duration term) throws Throwable {
        long seconds = term.toSeconds();
        RealVault.furnish(vault);
        RealVault.database(vault, database, (int) seconds, 7200);
        RealVault.role(
                vault,
                "app",
                "\"token_policies\":\"team.read\",\"token_ttl\":\"" + seconds + "s\",\"token_max_ttl\":\"2h\"");
        String url = vault.address().toString();
        String role = VaultPart.field(vault.admin("GET", "auth/approle/role/app/role-id", null), "role_id\":\"");
        String secret = VaultPart.field(vault.admin("POST", "auth/approle/role/app/secret-id", null), "secret_id\":\"");
        jenkins.startJenkins();
        jenkins.runRemotely(PackagedSecretsTest::begin, url, role, secret);
        String user = database.query("select rolname from pg_roles where rolname like 'v-%'")
                .strip();
        assertTrue(database.accepts(user));
        return user;
    }

    private static void begin(JenkinsRule rule, String url, String role, String secret) throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new VaultAppRoleCredential(
                        CredentialsScope.GLOBAL, "app", "app", role, Secret.fromString(secret), "approle"));
        SystemCredentialsProvider.getInstance().save();
        VaultConfiguration vault = new VaultConfiguration();
        vault.setVaultUrl(url);
        vault.setVaultCredentialId("app");
        Environment environment = new Environment("real");
        environment.setVault(vault);
        EnvironmentsConfiguration.get().setEnvironments(List.of(environment));
        WorkflowJob job = rule.createProject(WorkflowJob.class, "real");
        job.setDefinition(new CpsFlowDefinition("""
                node('built-in') {
                  withSecrets([secretMap(path: 'database/creds/read', prefix: 'DB_'),
                      secretFile(path: 'database/creds/read', field: 'password', variable: 'FILE')]) {
                    sh 'echo "begins $DB_username"; until [ -e go ]; do sleep 0.2; done; cat "$FILE"; echo " ends $DB_username"'
                  }
                  sh '! ls -d ../real@tmp/secrets-*'
                }
                """, true));
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        rule.waitForMessage("begins ****", build);
    }

    private static void end(JenkinsRule rule) throws Exception {
        WorkflowRun build =
                rule.jenkins.getItemByFullName("real", WorkflowJob.class).getLastBuild();
        rule.jenkins
                .getWorkspaceFor(rule.jenkins.getItemByFullName("real", WorkflowJob.class))
                .child("go")
                .write("", null);
        rule.assertBuildStatusSuccess(rule.waitForCompletion(build));
        rule.assertLogContains(" ends ****", build);
    }
}
