package io.jenkins.plugins.calvinverse.environments.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsDescriptor;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.datapipe.jenkins.vault.configuration.VaultConfiguration;
import com.datapipe.jenkins.vault.credentials.AbstractVaultTokenCredential;
import com.datapipe.jenkins.vault.credentials.VaultAwsIamCredential;
import com.datapipe.jenkins.vault.credentials.VaultCredential;
import com.datapipe.jenkins.vault.credentials.VaultGCPCredential;
import com.datapipe.jenkins.vault.credentials.VaultGithubTokenCredential;
import com.datapipe.jenkins.vault.credentials.VaultKubernetesCredential;
import com.datapipe.jenkins.vault.credentials.VaultTokenFileCredential;
import com.datapipe.jenkins.vault.exception.VaultPluginException;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.util.Secret;
import io.github.jopenlibs.vault.Vault;
import io.github.jopenlibs.vault.VaultException;
import io.github.jopenlibs.vault.api.Auth;
import io.jenkins.plugins.calvinverse.environments.EnvironmentsConfiguration;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * Every type of credential that hashicorp-vault-plugin has and that no Vault here can check, against recorded answers: which login
 * it makes, that each block has one of its own, and that a token which is not the block's is not revoked.
 */
@WithJenkins
class CloudLoginsTest {
    private static final String BLOCK = """
            withSecrets([secretMap(path: 'rabbitmq/creds/builds', prefix: 'Q_')]) { echo "user ${env.Q_username}" }
            """;

    private JenkinsRule j;
    private RecordedVault vault;

    @Test
    void eachBlockLogsInAndEndsItsOwnLogin(JenkinsRule rule, @TempDir Path folder) throws Exception {
        j = rule;
        try (RecordedVault recorded = new RecordedVault()) {
            vault = recorded;
            VaultGithubTokenCredential github = new VaultGithubTokenCredential(
                    CredentialsScope.GLOBAL, "github", "", Secret.fromString("ghp_planted"));
            github.setMountPath("teams/github");
            logsIn(github, "/v1/auth/teams/github/login", "\"token\":\"ghp_planted\"");
            logsIn(new Pod("pod"), "/v1/auth/kubernetes/login", "\"role\":\"builds\"", "\"jwt\":\"jwt-planted\"");
            logsIn(new Instance("instance"), "/v1/auth/aws/login", "\"role\":\"builds\"", "iam_http_request_method");
            google();
            refused(github);
            unusable();
            shared(folder);
        }
    }

    /** Two blocks: two logins, each of whose tokens reads once and is revoked. */
    private void logsIn(VaultCredential credential, String path, String... body) throws Exception {
        use(credential);
        String log = JenkinsRule.getLog(VaultTrial.run(j, "block", BLOCK + BLOCK));
        assertFalse(log.contains("planted"), log);
        List<String> seen = vault.take();
        List<String> logins =
                seen.stream().filter(each -> each.contains("/login ")).toList();
        assertEquals(2, logins.size(), seen::toString);
        for (String login : logins) {
            assertTrue(login.startsWith("POST " + path + " "), login);
            for (String part : body) {
                assertTrue(login.replace(" ", "").contains(part), login);
            }
        }
        List<String> revoked = tokens(seen, "/v1/auth/token/revoke-self");
        assertEquals(2, revoked.stream().distinct().count(), seen::toString);
        assertEquals(revoked, tokens(seen, "/v1/rabbitmq/creds/builds"));
    }

    private static List<String> tokens(List<String> seen, String path) {
        return seen.stream()
                .map(each -> each.split(" ", 4))
                .filter(each -> each[1].equals(path))
                .map(each -> each[2])
                .toList();
    }

    /** The plugin asks Google's metadata server by its name, which leads to the recorded one here. */
    private void google() throws Exception {
        System.setProperty("http.proxyHost", "127.0.0.1");
        System.setProperty("http.proxyPort", "" + vault.port());
        try {
            logsIn(
                    new VaultGCPCredential(CredentialsScope.GLOBAL, "google", "", "builds", "vault"),
                    "/v1/auth/gcp/login",
                    "\"role\":\"builds\"",
                    "\"jwt\":\"" + RecordedVault.IDENTITY + "\"");
        } finally {
            System.clearProperty("http.proxyHost");
            System.clearProperty("http.proxyPort");
        }
    }

    private void refused(VaultCredential credential) throws Exception {
        use(credential);
        vault.refuse(true);
        String log = VaultTrial.fail(j, "refused", BLOCK);
        vault.refuse(false);
        assertTrue(log.contains("github") && log.contains(vault.address()) && log.contains("no such role"), log);
        assertFalse(log.contains("ghp_planted"), log);
        vault.take();
    }

    /** A login that cannot even be made ends with its cause; nothing waits for ever. */
    private void unusable() throws Exception {
        use(new VaultKubernetesCredential(CredentialsScope.GLOBAL, "no-pod", "", "builds"));
        String pod = VaultTrial.fail(j, "no-pod", BLOCK);
        assertTrue(pod.contains("no-pod") && pod.contains("could not get JWT from Service Account Token"), pod);
        use(new Foreign("foreign", "exception"));
        String foreign = VaultTrial.fail(j, "foreign", BLOCK);
        assertTrue(
                foreign.contains("The credential for Vault cannot be used (java.lang.UnsupportedOperationException)"),
                foreign);
        use(new Foreign("incomplete", "error"));
        String incomplete = VaultTrial.fail(j, "incomplete", BLOCK);
        assertTrue(
                incomplete.contains("The credential for Vault cannot be used (java.lang.NoClassDefFoundError)"),
                incomplete);
        assertFalse((foreign + incomplete).contains("geheim"), foreign + incomplete);
        vault.take();
    }

    /** A token of a file, or of a type that nobody here knows, may be somebody else's, too. */
    private void shared(Path folder) throws Exception {
        Path file = folder.resolve("token");
        Files.writeString(file, "hvs.of-a-file\n");
        for (VaultCredential each : List.of(
                new VaultTokenFileCredential(CredentialsScope.GLOBAL, "file", "", file.toString()),
                new Foreign("unknown", ""))) {
            use(each);
            JenkinsRule.getLog(VaultTrial.run(j, "shared", BLOCK));
            List<String> seen = vault.take();
            assertEquals(List.of(), tokens(seen, "/v1/auth/token/revoke-self"), seen::toString);
            assertEquals(1, tokens(seen, "/v1/rabbitmq/creds/builds").size(), seen::toString);
        }
    }

    private void use(VaultCredential credential) throws Exception {
        VaultTrial.add(credential);
        VaultConfiguration configuration = new VaultConfiguration();
        configuration.setVaultUrl(vault.address());
        configuration.setVaultCredentialId(credential.getId());
        Environment environment = new Environment("recorded");
        environment.setVault(configuration);
        EnvironmentsConfiguration.get().setEnvironments(List.of(environment));
    }

    /** That of a pod, without the file that only a pod has. */
    private static final class Pod extends VaultKubernetesCredential {
        private static final long serialVersionUID = 1;

        Pod(String id) {
            super(CredentialsScope.GLOBAL, id, "", "builds");
        }

        @Override
        protected String getToken(Auth auth) {
            try {
                return auth.loginByJwt(getMountPath(), getRole(), "jwt-planted").getAuthClientToken();
            } catch (VaultException e) {
                throw new VaultPluginException("login failed", e);
            }
        }

        @NonNull
        @Override
        public CredentialsDescriptor getDescriptor() {
            return form();
        }
    }

    /** That of a machine of AWS, with a signed request that was recorded. */
    private static final class Instance extends VaultAwsIamCredential {
        private static final long serialVersionUID = 1;

        Instance(String id) {
            super(CredentialsScope.GLOBAL, id, "");
            setRole("builds");
        }

        @Override
        public String getToken(Auth auth) {
            try {
                return auth.loginByAwsIam(
                                getRole(), "aHR0cHM6Ly9zdHM=", "QWN0aW9u", "eyJob3N0Ijoic3RzIn0=", getMountPath())
                        .getAuthClientToken();
            } catch (VaultException e) {
                throw new VaultPluginException("login failed", e);
            }
        }

        @NonNull
        @Override
        public CredentialsDescriptor getDescriptor() {
            return form();
        }
    }

    /** Of another plugin. */
    private static final class Foreign extends AbstractVaultTokenCredential {
        private static final long serialVersionUID = 1;

        private final String failure;

        Foreign(String id, String failure) {
            super(CredentialsScope.GLOBAL, id, "");
            this.failure = failure;
        }

        @Override
        protected String getToken(Vault client) {
            switch (failure) {
                case "exception" -> throw new UnsupportedOperationException("geheim");
                case "error" -> throw new NoClassDefFoundError("geheim");
                default -> {
                    return "hvs.of-another-plugin";
                }
            }
        }

        @NonNull
        @Override
        public CredentialsDescriptor getDescriptor() {
            return form();
        }
    }

    /** Those made up here have no form of their own. */
    private static CredentialsDescriptor form() {
        return (CredentialsDescriptor) Jenkins.get().getDescriptorOrDie(VaultGithubTokenCredential.class);
    }
}
