package io.jenkins.plugins.calvinverse.environments.secrets;

import static io.jenkins.plugins.calvinverse.environments.secrets.VaultTrial.PASSWORD;
import static io.jenkins.plugins.calvinverse.environments.secrets.VaultTrial.fail;
import static io.jenkins.plugins.calvinverse.environments.secrets.VaultTrial.job;
import static io.jenkins.plugins.calvinverse.environments.secrets.VaultTrial.run;
import static io.jenkins.plugins.calvinverse.environments.secrets.VaultTrial.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Label;
import hudson.model.Result;
import hudson.tasks.Shell;
import io.calvinverse.environments.vault.NewToken;
import io.calvinverse.environments.vault.RealVault;
import io.calvinverse.environments.vault.Token;
import io.calvinverse.environments.vault.Tokens;
import io.calvinverse.parts.VaultPart;
import io.jenkins.plugins.calvinverse.environments.EnvironmentsConfiguration;
import io.jenkins.plugins.calvinverse.environments.secrets.block.SecretsWrapper;
import io.jenkins.plugins.calvinverse.environments.secrets.block.WithSecretsStep;
import io.jenkins.plugins.calvinverse.environments.secrets.vault.Vaults;
import io.jenkins.plugins.calvinverse.environments.secrets.want.SecretMap;
import io.jenkins.plugins.calvinverse.environments.secrets.want.SecretValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.util.NameValuePair;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** Blocks of Pipelines, and freestyle builds, on a real Vault over TLS and a real database. */
class WithSecretsTest {
    private static final String USER =
            "secretValue(path: 'database/creds/read', field: 'username', variable: 'DB_USER')";

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @Test
    void secretsOfARealVault() throws Throwable {
        try (VaultTrial trial = new VaultTrial()) {
            sessions.then(j -> {
                trial.configure();
                valuesMapsAndFilesOnAnAgent(j);
                masked(j);
            });
            sessions.then(j -> {
                endsWithItsBlock(j, trial);
                endsWhenAborted(j, trial);
                besideWithVault(j, trial);
            });
            sessions.then(j -> {
                refusals(j);
                waitsForASealedVault(j, trial);
            });
            sessions.then(j -> {
                tokens(j, trial);
                freestyle(j, trial);
                testConnection(j, trial);
                snippets(j);
            });
        }
    }

    private static void valuesMapsAndFilesOnAnAgent(JenkinsRule j) throws Exception {
        j.createOnlineSlave(Label.get("agent"));
        WorkflowRun build = run(j, "kinds", """
                node('agent') {
                  withSecrets([
                      secretValue(path: 'secret/team/x', field: 'password', variable: 'PASSWORD'),
                      secretMap(path: 'secret/team/x', prefix: 'X_'),
                      secretFile(path: 'versioned/team/y', field: 'store', variable: 'STORE', base64: true, fileName: 'a.jks'),
                      secretFile(path: 'versioned/team/y', field: 'pem', variable: 'PEM')]) {
                    sh '''set +x
                      test "$(echo "$PASSWORD" | tr a-z b-za)" = ivoufs2-qmboufe
                      test "$X_user" = fred && test "$X_password" = "$PASSWORD"
                      test "$(od -An -tx1 "$STORE" | tr -d ' ')" = 0001020304
                      echo "$STORE" | grep '/a.jks$'
                      test "$(stat -c %a "$PEM")" = 600 && test "$(stat -c %a "$(dirname "$(dirname "$PEM")")")" = 700
                      cat "$PEM"
                      echo "place=$(dirname "$(dirname "$PEM")")"
                    '''
                  }
                  sh 'test -z "$PASSWORD" && ! ls -d ../kinds@tmp/secrets-* && ls -d ../kinds@tmp'
                }
                """);
        String log = JenkinsRule.getLog(build);
        assertTrue(log.contains("PASSWORD, PEM, STORE, X_password, X_user for this block"), log);
        assertTrue(log.contains("place=/"), log);
        for (String line : VaultTrial.PEM.split("\n")) {
            assertFalse(log.contains(line), log);
        }
    }

    private static void masked(JenkinsRule j) throws Exception {
        WorkflowRun build = run(
                j, "masked", """
                withSecrets([secretValue(path: 'secret/team/x', field: 'password', variable: 'PASSWORD')]) {
                  echo "plain ${env.PASSWORD}"
                  echo 'base64 ' + env.PASSWORD.bytes.encodeBase64().toString()
                  echo 'in ' + "x:${env.PASSWORD}:y".toString().bytes.encodeBase64().toString()
                  try { error "it is ${env.PASSWORD}" } catch (e) { writeOutside = e.message }
                }
                echo "caught ${writeOutside}"
                node('agent') {
                  withSecrets([secretValue(path: 'secret/team/x', field: 'password', variable: 'PASSWORD')]) {
                    sh 'echo "on the agent $PASSWORD"'
                  }
                }
                """.replace("env.PASSWORD.bytes.encodeBase64().toString()", "'" + base64(PASSWORD) + "'")
                        .replace(
                                "\"x:${env.PASSWORD}:y\".toString().bytes.encodeBase64().toString()",
                                "'" + base64("x:" + PASSWORD + ":y") + "'"));
        String log = JenkinsRule.getLog(build);
        assertTrue(
                log.contains("plain ****\n") && log.contains("base64 ****") && log.contains("caught it is ****\n"),
                log);
        assertTrue(log.contains("on the agent ****\n"), log);
        assertFalse(log.contains("planted") || log.contains("cGxhbnRlZ"), log);

        String failed = fail(j, "failed", """
                withSecrets([secretValue(path: 'secret/team/x', field: 'password', variable: 'PASSWORD')]) {
                  throw new Exception("thrown with ${env.PASSWORD}")
                }
                """);
        assertTrue(failed.contains("thrown with ****"), failed);
        assertFalse(failed.contains("planted"), failed);
        Planted.isNowhere(j.jenkins.getRootDir().toPath(), List.of(PASSWORD), "build.xml", "log");
    }

    private static String base64(String text) {
        return Base64.getEncoder().withoutPadding().encodeToString(text.getBytes());
    }

    private static void endsWithItsBlock(JenkinsRule j, VaultTrial trial) throws Exception {
        WorkflowRun build = job("ends", "withSecrets([" + USER + "]) { semaphore 'in' }\nsemaphore 'after'")
                .scheduleBuild2(0)
                .waitForStart();
        SemaphoreStep.waitForStart("in/1", build);
        assertEquals(1, trial.databaseUsers());
        SemaphoreStep.success("in/1", null);
        SemaphoreStep.waitForStart("after/1", build);
        assertEquals(0, trial.databaseUsers(), "the user must be gone when the block is over");
        SemaphoreStep.success("after/1", null);
        j.assertBuildStatusSuccess(j.waitForCompletion(build));
    }

    private static void endsWhenAborted(JenkinsRule j, VaultTrial trial) throws Exception {
        WorkflowRun build = job("aborted", "withSecrets([" + USER + "]) { semaphore 'aborted' }")
                .scheduleBuild2(0)
                .waitForStart();
        SemaphoreStep.waitForStart("aborted/1", build);
        assertEquals(1, trial.databaseUsers());
        build.doStop();
        j.assertBuildStatus(Result.ABORTED, j.waitForCompletion(build));
        until("the user of an aborted build is gone", () -> trial.databaseUsers() == 0);

        WorkflowRun killed = job("killed", "withSecrets([" + USER + "]) { semaphore 'killed' }")
                .scheduleBuild2(0)
                .waitForStart();
        SemaphoreStep.waitForStart("killed/1", killed);
        killed.doKill();
        j.waitForCompletion(killed);
        until("the user of a killed build is gone", () -> trial.databaseUsers() == 0);
    }

    /** A login of hashicorp-vault-plugin's own is kept in its credential and used by all: it must outlive our blocks. */
    private static void besideWithVault(JenkinsRule j, VaultTrial trial) throws Exception {
        WorkflowRun build = job("beside", """
                withVault(configuration: [vaultUrl: '%s', vaultCredentialId: 'app'],
                    vaultSecrets: [[path: 'database/creds/read', engineVersion: 1,
                        secretValues: [[envVar: 'THEIRS', vaultKey: 'username']]]]) {
                  withSecrets([%s]) { semaphore 'both' }
                  semaphore 'theirs'
                }
                withVault(configuration: [vaultUrl: '%s', vaultCredentialId: 'app'],
                    vaultSecrets: [[path: 'secret/team/x', engineVersion: 1,
                        secretValues: [[envVar: 'AGAIN', vaultKey: 'password']]]]) {
                  echo "again ${env.AGAIN != null}"
                }
                """.formatted(trial.vault.address(), USER, trial.vault.address()))
                .scheduleBuild2(0)
                .waitForStart();
        SemaphoreStep.waitForStart("both/1", build);
        assertEquals(2, trial.databaseUsers());
        SemaphoreStep.success("both/1", null);
        SemaphoreStep.waitForStart("theirs/1", build);
        assertEquals(1, trial.databaseUsers(), "ours must be gone and theirs must live");
        SemaphoreStep.success("theirs/1", null);
        j.assertBuildStatusSuccess(j.waitForCompletion(build));
        j.assertLogContains("again true", build);
        trial.vault.admin("POST", "sys/leases/revoke-prefix/database/creds/read", null);
    }

    private static void refusals(JenkinsRule j) throws Exception {
        String denied =
                fail(j, "denied", "withSecrets([secretValue(path: 'secret/other/x', field: 'p', variable: 'P')]) { }");
        Matcher accessor = Pattern.compile("token with accessor (\\S+) and the policies .*team\\.read")
                .matcher(denied);
        assertTrue(accessor.find(), denied);
        assertTrue(denied.contains("'read' on secret/other/x"), denied);
        assertFalse(denied.contains("hvs."), denied);

        String field =
                fail(j, "field", "withSecrets([secretValue(path: 'secret/team/x', field: 'pw', variable: 'P')]) { }");
        assertTrue(field.contains("no field 'pw'; it has ") && field.contains("password"), field);
        assertFalse(field.contains("hunter2"), field);
        says(j, "'secret//x', variable: 'P'", "'secret//x' is no path in Vault");
        says(j, "'secret/x', variable: '1P'", "“1P” is no name of a variable");
        says(j, "'secret/x', variable: 'P', engine: 'kv3'", "“kv3” is no kind of engine");
        String nowhere = fail(
                j, "nowhere", "withSecrets([secretFile(path: 'secret/team/x', field: 'password', variable: 'P')]) { }");
        assertTrue(nowhere.contains("inside of node"), nowhere);
        String unknown = fail(
                j,
                "unknown",
                "withSecrets(environment: 'tset', secrets: [secretValue(path: 'secret/team/x', variable: 'P')]) { }");
        assertTrue(unknown.contains("There is no environment “tset”; there are: test"), unknown);
        String credential = fail(j, "credential", """
                withSecrets(configuration: [vaultCredentialId: 'nobody'],
                    secrets: [secretValue(path: 'secret/team/x', variable: 'P')]) { }
                """);
        assertTrue(credential.contains("no Vault credential “nobody” that credential may use"), credential);
    }

    private static void says(JenkinsRule j, String arguments, String why) throws Exception {
        String log = fail(j, "refused", "withSecrets([secretValue(path: " + arguments + ")]) { }");
        assertTrue(log.contains(why), log);
    }

    private static void waitsForASealedVault(JenkinsRule j, VaultTrial trial) throws Exception {
        trial.vault.seal();
        WorkflowRun waits = job("waits", "withSecrets([" + USER + "]) { echo 'got it' }")
                .scheduleBuild2(0)
                .waitForStart();
        WorkflowRun stopped = job("stopped", "withSecrets([" + USER + "]) { echo 'got it' }")
                .scheduleBuild2(0)
                .waitForStart();
        j.waitForMessage("Vault is sealed", waits);
        j.waitForMessage("trying again in", stopped);
        stopped.doStop();
        j.assertBuildStatus(Result.ABORTED, j.waitForCompletion(stopped));
        String gaveUp = fail(j, "gaveUp", """
                withSecrets(waitSeconds: 1, secrets: [secretValue(path: 'secret/team/x', variable: 'P')]) { }
                """);
        assertTrue(gaveUp.contains("given up after"), gaveUp);
        trial.vault.kill();
        trial.vault.restart();
        j.assertBuildStatusSuccess(j.waitForCompletion(waits));
        j.assertLogContains("got it", waits);
        until("nothing is left", () -> trial.databaseUsers() == 0);
    }

    private static void tokens(JenkinsRule j, VaultTrial trial) throws Exception {
        String parent = RealVault.token(trial.vault, "\"policies\":[\"team.read\",\"children\"]")
                .value();
        VaultTrial.add(VaultTrial.token("static", parent));
        trial.environment("test", "static", false);
        run(j, "static", "withSecrets([" + USER + "]) { }");
        until("the user is gone", () -> trial.databaseUsers() == 0);
        assertEquals(
                200,
                trial.vault.reply("GET", "auth/token/lookup-self", parent, null).statusCode());

        RealVault.role(
                trial.vault,
                "once",
                "\"token_policies\":\"team.read,children\",\"secret_id_num_uses\":1,\"token_ttl\":\"10m\"");
        VaultTrial.add(trial.appRole("once"));
        trial.environment("test", "once", true);
        run(j, "once", "withSecrets([" + USER + "]) { }\nwithSecrets([" + USER + "]) { }");
        run(j, "once", "withSecrets([" + USER + "]) { }");
        until("the users are gone", () -> trial.databaseUsers() == 0);

        VaultTrial.add(VaultTrial.token("wrapped", wrapper(trial.vault)));
        trial.environment("test", "wrapped", false);
        run(j, "wrapped", "withSecrets([" + USER + "]) { }\nwithSecrets([" + USER + "]) { }");
        until("the users are gone", () -> trial.databaseUsers() == 0);
        trial.environment("test", "app", false);
    }

    private static String wrapper(VaultPart vault) {
        Tokens tokens = new Tokens(RealVault.client(vault));
        return RealVault.get(tokens.createWrapped(
                        Token.of(vault.rootToken()),
                        NewToken.child(List.of("team.read", "children"), Duration.ofMinutes(10), Map.of(), "wrapped"),
                        Duration.ofMinutes(5)))
                .token()
                .value();
    }

    private static void freestyle(JenkinsRule j, VaultTrial trial) throws Exception {
        FreeStyleProject job = j.createFreeStyleProject("freestyle");
        SecretValue password = new SecretValue("secret/team/x", "PASSWORD");
        password.setField("password");
        SecretMap user = new SecretMap("database/creds/read");
        user.setPrefix("DB_");
        job.getBuildWrappersList().add(new SecretsWrapper(List.of(password, user)));
        job.getBuildersList().add(new Shell("test -n \"$DB_username\" && echo \"is $PASSWORD\""));
        FreeStyleBuild build = j.buildAndAssertSuccess(job);
        j.assertLogContains("is ****", build);
        until("the user is gone", () -> trial.databaseUsers() == 0);
        assertEquals(List.of(), Vaults.get().debts());

        j.configRoundtrip(job);
        SecretsWrapper saved = job.getBuildWrappersList().get(SecretsWrapper.class);
        j.assertEqualDataBoundBeans(List.of(password, user), saved.getSecrets());
    }

    private static void testConnection(JenkinsRule j, VaultTrial trial) throws Exception {
        String url = trial.vault.address().toString();
        String fine = test(j, Map.of("vaultUrl", url, "vaultCredentialId", "app"));
        assertTrue(fine.contains("login works, token with accessor ") && fine.contains("team.read"), fine);
        String shared =
                RealVault.token(trial.vault, "\"policies\":[\"team.read\"]").value();
        VaultTrial.add(VaultTrial.token("shared", shared));
        String weak = test(j, Map.of("vaultUrl", url, "vaultCredentialId", "shared"));
        assertTrue(weak.contains("may not create child tokens") && weak.contains("auth/token/create"), weak);
        assertFalse(weak.contains(shared), weak);
        String wrapper = wrapper(trial.vault);
        VaultTrial.add(VaultTrial.token("closed", wrapper));
        String closed = test(j, Map.of("vaultUrl", url, "vaultCredentialId", "closed"));
        assertTrue(closed.contains("a wrapper that nobody has opened yet"), closed);
        String nobody = test(j, Map.of("vaultUrl", url, "vaultCredentialId", "nobody"));
        assertTrue(nobody.contains("no Vault credential “nobody”"), nobody);
    }

    private static String test(JenkinsRule j, Map<String, String> parameters) throws Exception {
        try (JenkinsRule.WebClient client = j.createWebClient()) {
            WebRequest request = new WebRequest(
                    client.createCrumbedUrl(
                            "descriptorByName/io.jenkins.plugins.calvinverse.environments.definition.Environment/testConnection"),
                    HttpMethod.POST);
            List<NameValuePair> all = new ArrayList<>();
            all.add(new NameValuePair("name", "test"));
            all.add(new NameValuePair("vault", "true"));
            parameters.forEach((name, value) -> all.add(new NameValuePair(name, value)));
            request.setRequestParameters(all);
            return client.getPage(request).getWebResponse().getContentAsString();
        }
    }

    private static void snippets(JenkinsRule j) throws Exception {
        SecretValue value = new SecretValue("secret/team/x", "PASSWORD");
        value.setField("password");
        WithSecretsStep step = new WithSecretsStep(List.of(value));
        new SnippetizerTester(j).assertRoundTrip(step, """
                withSecrets([secretValue(field: 'password', path: 'secret/team/x', variable: 'PASSWORD')]) {
                    // some block
                }""");
        assertEquals(1, EnvironmentsConfiguration.get().getEnvironments().size());
    }
}
