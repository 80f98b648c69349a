package io.jenkins.plugins.calvinverse.environments.secrets;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.datapipe.jenkins.vault.configuration.VaultConfiguration;
import com.datapipe.jenkins.vault.credentials.VaultAppRoleCredential;
import com.datapipe.jenkins.vault.credentials.VaultCredential;
import com.datapipe.jenkins.vault.credentials.VaultTokenCredential;
import hudson.model.Result;
import hudson.util.Secret;
import io.calvinverse.environments.vault.RealVault;
import io.calvinverse.parts.PostgresPart;
import io.calvinverse.parts.VaultPart;
import io.jenkins.plugins.calvinverse.environments.EnvironmentsConfiguration;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** A real Vault with TLS that makes users of a real database, and a controller that uses both. */
final class VaultTrial implements AutoCloseable {
    static final String PASSWORD = "hunter2-planted";
    static final String PEM =
            "-----BEGIN planted-----\nbGluZS1vbmUtcGxhbnRlZA\nbGluZS10d28tcGxhbnRlZA\n-----END planted-----\n";

    final VaultPart vault;
    final PostgresPart database;
    private final SSLContext before = SSLContext.getDefault();

    VaultTrial() throws Exception {
        database = PostgresPart.start();
        vault = VaultPart.startWithTls();
        // What an administrator does who puts Vault's authority into Java's trust store
        SSLContext.setDefault(vault.tls().trusting());
        RealVault.furnish(vault);
        // So long that nothing ends by itself while a test waits for its end
        RealVault.database(vault, database, 3600, 7200);
        RealVault.role(vault, "app", "\"token_policies\":\"team.read\",\"token_ttl\":\"1h\",\"token_max_ttl\":\"2h\"");
        vault.admin("PUT", "secret/team/x", "{\"user\":\"fred\",\"password\":\"" + PASSWORD + "\"}");
        vault.admin(
                "PUT",
                "versioned/data/team/y",
                "{\"data\":{\"store\":\"AAECAwQ=\",\"pem\":\"" + PEM.replace("\n", "\\n") + "\"}}");
    }

    /** Credentials {@code app} (AppRole), and an environment that uses it. */
    void configure() throws Exception {
        add(appRole("app"));
        environment("test", "app", false);
    }

    VaultAppRoleCredential appRole(String role) {
        String id = VaultPart.field(vault.admin("GET", "auth/approle/role/" + role + "/role-id", null), "role_id\":\"");
        String secret = VaultPart.field(
                vault.admin("POST", "auth/approle/role/" + role + "/secret-id", null), "secret_id\":\"");
        return new VaultAppRoleCredential(
                CredentialsScope.GLOBAL, role, role, id, Secret.fromString(secret), "approle");
    }

    static VaultTokenCredential token(String id, String token) {
        return new VaultTokenCredential(CredentialsScope.GLOBAL, id, id, Secret.fromString(token));
    }

    static void add(VaultCredential credential) throws Exception {
        SystemCredentialsProvider system = SystemCredentialsProvider.getInstance();
        system.getCredentials()
                .removeIf(each ->
                        each instanceof VaultCredential other && other.getId().equals(credential.getId()));
        system.getCredentials().add(credential);
        system.save();
    }

    /** The only environment from now on. */
    void environment(String name, String credential, boolean loginOnce) {
        Environment environment = new Environment(name);
        VaultConfiguration configuration = new VaultConfiguration();
        configuration.setVaultUrl(vault.address().toString());
        configuration.setVaultCredentialId(credential);
        environment.setVault(configuration);
        environment.setVaultLoginOnce(loginOnce);
        EnvironmentsConfiguration.get().setEnvironments(List.of(environment));
    }

    static WorkflowJob job(String name, String script) throws Exception {
        WorkflowJob job = Jenkins.get().getItemByFullName(name, WorkflowJob.class);
        if (job == null) {
            job = Jenkins.get().createProject(WorkflowJob.class, name);
        }
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    static WorkflowRun run(JenkinsRule j, String name, String script) throws Exception {
        return j.buildAndAssertSuccess(job(name, script));
    }

    static String fail(JenkinsRule j, String name, String script) throws Exception {
        return JenkinsRule.getLog(j.buildAndAssertStatus(Result.FAILURE, job(name, script)));
    }

    /** Users that Vault made and that can log in. */
    long databaseUsers() {
        return database.query("select rolname from pg_roles where rolname like 'v-%'")
                .lines()
                .filter(line -> !line.isBlank())
                .count();
    }

    static void until(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within two minutes: " + what);
            }
            Thread.sleep(100);
        }
    }

    @Override
    public void close() {
        SSLContext.setDefault(before);
        vault.close();
        database.close();
    }
}
