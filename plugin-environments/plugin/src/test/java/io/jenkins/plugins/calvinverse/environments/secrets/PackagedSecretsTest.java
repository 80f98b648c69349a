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
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
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
            RealVault.furnish(vault);
            RealVault.database(vault, database, 3600, 7200);
            RealVault.role(
                    vault, "app", "\"token_policies\":\"team.read\",\"token_ttl\":\"1h\",\"token_max_ttl\":\"2h\"");
            String url = vault.address().toString();
            String role = VaultPart.field(vault.admin("GET", "auth/approle/role/app/role-id", null), "role_id\":\"");
            String secret =
                    VaultPart.field(vault.admin("POST", "auth/approle/role/app/secret-id", null), "secret_id\":\"");
            jenkins.startJenkins();
            jenkins.runRemotely(PackagedSecretsTest::begin, url, role, secret);
            String user = database.query("select rolname from pg_roles where rolname like 'v-%'")
                    .strip();
            assertTrue(database.accepts(user));
            jenkins.stopJenkinsForcibly();
            jenkins.startJenkins();
            jenkins.runRemotely(PackagedSecretsTest::end);
            assertFalse(database.accepts(user), "the user must be gone with the block");
            jenkins.stopJenkins();
        }
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
