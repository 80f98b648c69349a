package io.jenkins.plugins.calvinverse.environments.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.datapipe.jenkins.vault.configuration.VaultConfiguration;
import com.datapipe.jenkins.vault.credentials.VaultAppRoleCredential;
import hudson.util.Secret;
import io.calvinverse.environments.vault.RealVault;
import io.calvinverse.environments.vault.TokenInfo;
import io.calvinverse.environments.vault.Tokens;
import io.calvinverse.environments.vault.VaultCall;
import io.calvinverse.environments.vault.VaultClient;
import io.calvinverse.environments.vault.VaultException;
import io.calvinverse.parts.VaultPart;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The controller's own way to a real Vault whose certificate nobody here knows. */
@WithJenkins
class VaultAccessTest {
    private static final VaultCall HEALTH = VaultCall.get("sys/health", null);

    @Test
    void itsCertificateMattersUnlessTheSettingsSayOtherwise(JenkinsRule j) throws Exception {
        try (VaultPart vault = VaultPart.startWithTls()) {
            RealVault.furnish(vault);
            RealVault.role(vault, "controller", "\"token_policies\":\"team.read\"");

            VaultAccess careful = access(vault, false);
            VaultException untrusted = RealVault.failure(careful.vault().send(HEALTH));
            assertTrue(untrusted.getMessage().contains("is its certificate trusted?"), untrusted.getMessage());
            VaultException refused = assertThrows(VaultException.class, careful::token);
            assertTrue(refused.getMessage().contains("“controller”"), refused.getMessage());

            VaultAccess trusting = access(vault, true);
            assertEquals(200, RealVault.get(trusting.vault().send(HEALTH)).status());
            TokenInfo self = RealVault.get(new Tokens(new VaultClient(trusting.vault())).lookupSelf(trusting.token()));
            assertTrue(self.policies().contains("team.read"), self.toString());
        }
    }

    private static VaultAccess access(VaultPart vault, boolean trusting) {
        String id = VaultPart.field(vault.admin("GET", "auth/approle/role/controller/role-id", null), "role_id\":\"");
        String secret =
                VaultPart.field(vault.admin("POST", "auth/approle/role/controller/secret-id", null), "secret_id\":\"");
        VaultConfiguration configuration = new VaultConfiguration();
        configuration.setVaultUrl(vault.address().toString());
        configuration.setSkipSslVerification(trusting);
        configuration.setVaultCredential(new VaultAppRoleCredential(
                CredentialsScope.GLOBAL, "controller", "", id, Secret.fromString(secret), "approle"));
        Environment environment = new Environment("test");
        environment.setVault(configuration);
        return VaultAccess.of(environment).orElseThrow();
    }
}
