package io.jenkins.plugins.calvinverse.environments.secrets;

import static io.jenkins.plugins.calvinverse.environments.secrets.VaultTrial.PASSWORD;
import static io.jenkins.plugins.calvinverse.environments.secrets.VaultTrial.job;
import static io.jenkins.plugins.calvinverse.environments.secrets.VaultTrial.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.calvinverse.environments.secrets.vault.OwedSecrets;
import io.jenkins.plugins.calvinverse.environments.secrets.vault.Vaults;
import io.jenkins.plugins.calvinverse.environments.spi.IssuedSecrets;
import java.io.File;
import java.util.List;
import jenkins.model.Jenkins;
import org.apache.commons.io.FileUtils;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** What becomes of blocks when the controller restarts, on a real Vault. */
class SecretsRestartTest {
    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private String user;
    private String lost;

    @Test
    void blocksGoOnOrEnd() throws Throwable {
        try (VaultTrial trial = new VaultTrial()) {
            sessions.then(j -> {
                trial.configure();
                WorkflowRun goesOn = open("goesOn", "read");
                user = trial.database
                        .query("select rolname from pg_roles where rolname like 'v-%'")
                        .strip();
                open("gone", "read");
                lost = trial.database
                        .query("select rolname from pg_roles where rolname like 'v-%' and rolname <> '" + user + "'")
                        .strip();
                assertEquals(2, trial.databaseUsers());
                assertTrue(IssuedSecrets.of(goesOn).texts().contains(PASSWORD));
                Planted.isNowhere(
                        j.jenkins.getRootDir().toPath(),
                        List.of(PASSWORD, user, lost),
                        "program.dat",
                        "build.xml",
                        "vault.properties",
                        ".block");
                trial.vault.seal();
                WorkflowRun waits =
                        job("waits", block("read", "waits")).scheduleBuild2(0).waitForStart();
                j.waitForMessage("Vault is sealed", waits);
            });
            // A build is lost: nobody comes for what it was given.
            FileUtils.deleteDirectory(new File(sessions.getHome(), "jobs/gone"));
            sessions.then(j -> {
                trial.vault.unseal();
                until("what a build had that is gone is revoked", () -> !trial.database.accepts(lost));
                assertTrue(trial.database.accepts(user));

                WorkflowRun goesOn = build("goesOn");
                until("masks are back", () -> IssuedSecrets.of(goesOn).texts().contains(PASSWORD));
                SemaphoreStep.success("goesOn/1", null);
                j.assertBuildStatusSuccess(j.waitForCompletion(goesOn));
                j.assertLogContains("before ****", goesOn);
                j.assertLogContains("after **** true", goesOn);
                assertFalse(trial.database.accepts(user), "revoked when the block ended");

                WorkflowRun waits = build("waits");
                SemaphoreStep.waitForStart("waits/1", waits);
                SemaphoreStep.success("waits/1", null);
                j.assertBuildStatusSuccess(j.waitForCompletion(waits));
                until("nothing is left", () -> trial.databaseUsers() == 0);
                assertEquals(List.of(), Vaults.get().debts());
            });
        }
    }

    private static WorkflowRun open(String name, String role) throws Exception {
        WorkflowRun build = job(name, block(role, name)).scheduleBuild2(0).waitForStart();
        SemaphoreStep.waitForStart(name + "/1", build);
        return build;
    }

    private static String block(String role, String name) {
        return """
                withSecrets([secretValue(path: 'secret/team/x', field: 'password', variable: 'PASSWORD'),
                    secretMap(path: 'database/creds/%s', prefix: 'DB_')]) {
                  echo "before ${env.PASSWORD}"
                  semaphore '%s'
                  echo "after ${env.PASSWORD} ${env.DB_username != null}"
                }
                """.formatted(role, name);
    }

    private static WorkflowRun build(String name) {
        return Jenkins.get().getItemByFullName(name, WorkflowJob.class).getLastBuild();
    }

    @Test
    void whatWasClosedWhileVaultWasAwayIsRevokedAfterARestart() throws Throwable {
        try (VaultTrial trial = new VaultTrial()) {
            sessions.then(j -> {
                trial.configure();
                WorkflowRun build = open("closed", "read");
                user = trial.database
                        .query("select rolname from pg_roles where rolname like 'v-%'")
                        .strip();
                trial.vault.kill();
                SemaphoreStep.success("closed/1", null);
                j.assertBuildStatusSuccess(j.waitForCompletion(build));
                j.waitForMessage("could not be revoked yet", build);
                assertTrue(trial.database.accepts(user));
                assertTrue(j.jenkins.getExtensionList(OwedSecrets.class).get(0).isActivated());
            });
            sessions.then(j -> {
                trial.vault.restart();
                until("the user is gone", () -> !trial.database.accepts(user));
                until("nothing is owed", () -> Vaults.get().debts().isEmpty());
            });
        }
    }
}
