package io.jenkins.plugins.calvinverse.environments.secrets;

import static io.jenkins.plugins.calvinverse.environments.secrets.VaultTrial.PASSWORD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.datapipe.jenkins.vault.credentials.VaultAppRoleCredential;
import hudson.model.FreeStyleProject;
import hudson.model.Label;
import hudson.model.Result;
import hudson.model.Run;
import hudson.tasks.Shell;
import io.calvinverse.parts.ConsulPart;
import io.jenkins.plugins.calvinverse.environments.EnvironmentsConfiguration;
import io.jenkins.plugins.calvinverse.environments.definition.ConsulAccess;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import io.jenkins.plugins.calvinverse.environments.secrets.block.SecretsWrapper;
import io.jenkins.plugins.calvinverse.environments.secrets.want.SecretValue;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Logger;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.jenkinsci.plugins.workflow.actions.ErrorAction;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * Secrets of a real Vault, planted and then looked for in everything that leaves a controller or stays with it: its answers to
 * browsers and scripts, what Consul gets of it, its own log, what it keeps on disk, and the texts and traces of failures.
 */
@WithJenkins
class PlantedSecretsTest {
    private static final String TAKE = "secretValue(path: 'secret/team/x', field: 'password', variable: 'PASSWORD'),"
            + " secretMap(path: 'database/creds/read', prefix: 'DB_')";

    private static final String CONSUL = "what Consul got";
    private static final String LOG = "the controller's log";

    private final Map<String, String> found = new TreeMap<>();
    private final List<Run<?, ?>> builds = new ArrayList<>();
    private String user = "";
    private JenkinsRule j;

    @Test
    void areInNothingThatAnybodyElseSees(JenkinsRule rule) throws Exception {
        j = rule;
        try (VaultTrial trial = new VaultTrial();
                ConsulPart consul = ConsulPart.start();
                ConsulTap tap = new ConsulTap(consul.http());
                Journal journal = new Journal()) {
            trial.configure();
            withConsul(tap);
            j.createOnlineSlave(Label.get("agent"));
            String user = inAllWays(trial);
            failures();
            freestyle();
            List<String> secrets = secrets(trial, user);
            gather(builds, tap, journal);
            assertTrue(found.get(CONSUL).contains("/v1/txn"), "a release went through");
            assertEquals(Map.of(), shown(secrets));
            Planted.isNowhere(j.jenkins.getRootDir().toPath(), secrets, "build.xml", "log", "config.xml");

            WorkflowRun asks = fails("withSecrets([" + TAKE + "]) { serviceAddress \"${env.PASSWORD}\" }");
            WorkflowRun leak = leak();
            gather(List.of(asks, leak), tap, journal);
            Set<String> leaks = shown(secrets).keySet();
            assertTrue(
                    leaks.containsAll(List.of(CONSUL, LOG, leak.getUrl() + "consoleText", failure(leak))),
                    () -> "what is in clear is to be found; it was at " + leaks + " alone");
            assertTrue(
                    leaks.stream().noneMatch(each -> each.startsWith(asks.getUrl()) || each.equals(failure(asks))),
                    () -> "who asks Consul for a secret tells Consul alone; it was at " + leaks);
            assertThrows(
                    AssertionError.class,
                    () -> Planted.isNowhere(leak.getRootDir().toPath(), List.of(PASSWORD), "build.xml", "log"));
        }
    }

    private void gather(List<Run<?, ?>> about, ConsulTap tap, Journal journal) throws Exception {
        answers(about);
        traces(about);
        found.put(CONSUL, String.join("\n", tap.seen()));
        found.put(LOG, journal.text());
    }

    /** Secrets in clear, so that it is known that looking finds them. */
    private WorkflowRun leak() throws Exception {
        Logger.getLogger(Environment.class.getName()).fine(PASSWORD);
        return fails("""
                def kept
                withSecrets([secretValue(path: 'secret/team/x', field: 'password', variable: 'P')]) { kept = env.P }
                echo kept
                error kept
                """);
    }

    /** The environment has a Consul, too, whose requests are noted. */
    private static void withConsul(ConsulTap tap) {
        Environment environment =
                EnvironmentsConfiguration.get().getEnvironments().get(0);
        Environment both = new Environment(ConsulPart.DATACENTER);
        both.setVault(environment.getVault());
        ConsulAccess access = new ConsulAccess();
        access.setAddresses(tap.address());
        both.setConsul(access);
        EnvironmentsConfiguration.get().setEnvironments(List.of(both));
    }

    /** Printed, encoded, on an agent, while Consul is asked; returns the user of the database. */
    private String inAllWays(VaultTrial trial) throws Exception {
        WorkflowRun build = build(Result.SUCCESS, "all", """
                node('agent') {
                  withSecrets([%s, secretFile(path: 'versioned/team/y', field: 'pem', variable: 'PEM')]) {
                    echo "plain ${env.PASSWORD}"
                    sh '''set +x
                      echo "on the agent $PASSWORD $DB_username $DB_password"
                      printf 'x:%%s:y' "$PASSWORD" | base64
                      cat "$PEM"
                    '''
                    echo 'at ' + serviceAddress('consul')
                    writeFile file: 'kv/a.yaml', text: 'config: [{key: config/a, value: b}]'
                    releaseConfiguration version: '1.0.0', directory: 'kv'
                    readConfiguration()
                    environmentCheck failOnFindings: false
                    semaphore 'all'
                  }
                }
                """.formatted(TAKE), trial);
        assertTrue(JenkinsRule.getLog(build).contains("plain ****"), JenkinsRule.getLog(build));
        return user;
    }

    private WorkflowRun build(Result expected, String name, String script, VaultTrial trial) throws Exception {
        WorkflowRun build = VaultTrial.job(name, script).scheduleBuild2(0).waitForStart();
        SemaphoreStep.waitForStart(name + "/1", build);
        user = trial.database
                .query("select rolname from pg_roles where rolname like 'v-%'")
                .strip();
        // Not with the agent, which has the file it asked for
        for (String kept : List.of("jobs", "calvinverse")) {
            Planted.isNowhere(j.jenkins.getRootDir().toPath().resolve(kept), secrets(trial, user));
        }
        Planted.isNowhere(build.getRootDir().toPath(), secrets(trial, user), "program.dat", "build.xml", "log");
        SemaphoreStep.success(name + "/1", null);
        j.assertBuildStatus(expected, j.waitForCompletion(build));
        builds.add(build);
        return build;
    }

    /** Failures of a block, of its making and of what is inside; those of others that were given a secret. */
    private void failures() throws Exception {
        for (String inside : List.of(
                "error \"it is ${env.PASSWORD}\"",
                "throw new Exception(\"thrown with ${env.PASSWORD}\", new IllegalStateException(\"of ${env.DB_password}\"))",
                "readConfiguration below: \"${env.PASSWORD}\"",
                "withEnvironment(\"${env.PASSWORD}\") { }",
                "withSecrets([secretValue(path: \"secret/team/${env.PASSWORD}\", variable: 'P')]) { }",
                "env.PASSWORD.foo(env.PASSWORD)")) {
            fails("withSecrets([" + TAKE + "]) { " + inside + " }");
        }
        for (String arguments : List.of(
                "secretValue(path: 'secret/team/x', field: 'password.deeper', variable: 'P')",
                "secretValue(path: 'secret/team/x', field: 'none', variable: 'P')",
                "secretValue(path: 'secret/other/x', field: 'p', variable: 'P')")) {
            fails("withSecrets([" + arguments + "]) { }");
        }
    }

    private WorkflowRun fails(String script) throws Exception {
        WorkflowRun build = j.buildAndAssertStatus(Result.FAILURE, VaultTrial.job("fails-" + builds.size(), script));
        builds.add(build);
        return build;
    }

    private void freestyle() throws Exception {
        FreeStyleProject job = j.createFreeStyleProject("freestyle");
        SecretValue password = new SecretValue("secret/team/x", "PASSWORD");
        password.setField("password");
        job.getBuildWrappersList().add(new SecretsWrapper(List.of(password)));
        job.getBuildersList().add(new Shell("echo \"is $PASSWORD\"; exit 3"));
        builds.add(j.buildAndAssertStatus(Result.FAILURE, job));
    }

    /** What the controller answers to a browser and to scripts. */
    private void answers(List<Run<?, ?>> about) throws Exception {
        List<String> pages = new ArrayList<>(List.of(
                "environments/",
                "environments/environment/" + ConsulPart.DATACENTER + "/",
                "manage/configure",
                "manage/systemInfo",
                "manage/log/all",
                "manage/credentials/store/system/domain/_/credential/app/",
                "manage/credentials/store/system/domain/_/credential/app/updateDialog",
                "computer/api/json?depth=2",
                "api/json?depth=3",
                "api/xml?depth=3"));
        String first = builds.get(0).getUrl();
        for (String each : List.of("../", "../config.xml", "console", "consoleFull", "logText/progressiveText")) {
            pages.add(first + each);
        }
        for (Run<?, ?> build : about) {
            for (String each : List.of("", "consoleText", "logText/progressiveHtml", "api/json?depth=3")) {
                pages.add(build.getUrl() + each);
            }
            if (build instanceof WorkflowRun) {
                pages.add(build.getUrl() + "flowGraphTable/");
            }
        }
        JenkinsRule.WebClient client = j.createWebClient().withJavaScriptEnabled(false);
        client.getOptions().setThrowExceptionOnFailingStatusCode(false);
        List<String> away = new ArrayList<>();
        for (String page : pages) {
            WebResponse answer =
                    client.getPage(new WebRequest(new URL(j.getURL(), page))).getWebResponse();
            if (answer.getStatusCode() != 200) {
                away.add(answer.getStatusCode() + " " + page);
            }
            found.put(page, answer.getResponseHeaders() + "\n" + answer.getContentAsString());
        }
        assertEquals(List.of(), away);
        assertTrue(found.get(first + "consoleText").contains("on the agent ****"));
        assertTrue(found.get("api/json?depth=3").contains("fails-"));
    }

    /** Failures as each step of a Pipeline keeps them. */
    private void traces(List<Run<?, ?>> about) throws Exception {
        int failed = 0;
        for (Run<?, ?> build : about) {
            if (build instanceof WorkflowRun pipeline) {
                FlowExecution execution = pipeline.getExecution();
                for (FlowNode node : new DepthFirstScanner().allNodes(execution)) {
                    ErrorAction error = node.getError();
                    if (error != null) {
                        failed++;
                        found.merge(
                                failure(build),
                                Journal.trace(error.getError()) + node.getDisplayName(),
                                (one, other) -> one + "\n" + other);
                    }
                }
            }
        }
        assertTrue(failed >= about.size() - 2, () -> "failures of all builds that failed: " + found.keySet());
    }

    private static String failure(Run<?, ?> build) {
        return "failures in " + build;
    }

    private static List<String> secrets(VaultTrial trial, String user) {
        List<String> plain = new ArrayList<>(List.of(PASSWORD, user, trial.vault.rootToken()));
        SystemCredentialsProvider.getInstance().getCredentials().stream()
                .filter(VaultAppRoleCredential.class::isInstance)
                .map(each -> ((VaultAppRoleCredential) each).getSecretId().getPlainText())
                .forEach(plain::add);
        VaultTrial.PEM
                .lines()
                .filter(line -> line.length() > 5 && !line.startsWith("-"))
                .forEach(plain::add);
        assertFalse(user.isEmpty(), "a user of the database was made");
        List<String> all = new ArrayList<>(plain);
        all.add("hvs."); // What every token of Vault begins with
        for (String each : plain) {
            all.add(URLEncoder.encode(each, StandardCharsets.UTF_8));
            for (String before : List.of("", "x", "xx")) {
                // Base64 of a text differs by what precedes it, and by its end.
                String encoded = Base64.getEncoder()
                        .encodeToString((before + each).getBytes(StandardCharsets.UTF_8))
                        .replace("=", "");
                int skip = before.isEmpty() ? 0 : before.length() + 1;
                all.add(encoded.substring(skip, encoded.length() - 1));
            }
        }
        return all;
    }

    /** Where one of them is to be seen, and the line. */
    private Map<String, String> shown(List<String> secrets) {
        List<String> texts =
                secrets.stream().map(each -> each.toLowerCase(Locale.ROOT)).toList();
        Map<String, String> shown = new TreeMap<>();
        found.forEach((where, what) -> what.lines()
                .filter(line -> texts.stream().anyMatch(line.toLowerCase(Locale.ROOT)::contains))
                .findFirst()
                .ifPresent(line -> shown.put(where, line)));
        return shown;
    }
}
