package io.jenkins.plugins.calvinverse.logs.environment;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.datapipe.jenkins.vault.configuration.VaultConfiguration;
import com.datapipe.jenkins.vault.credentials.VaultTokenCredential;
import hudson.util.Secret;
import io.calvinverse.parts.VaultPart;
import io.jenkins.plugins.calvinverse.environments.EnvironmentsConfiguration;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import java.util.List;

/** A controller with an environment 'test' that has a Vault. */
final class Vaulted {
    private Vaulted() {}

    static void environment(VaultPart vault) throws Exception {
        SystemCredentialsProvider credentials = SystemCredentialsProvider.getInstance();
        credentials
                .getCredentials()
                .add(new VaultTokenCredential(
                        CredentialsScope.GLOBAL, "vault", null, Secret.fromString(vault.rootToken())));
        credentials.save();
        VaultConfiguration configuration = new VaultConfiguration();
        configuration.setVaultUrl(vault.address().toString());
        configuration.setVaultCredentialId("vault");
        Environment environment = new Environment("test");
        environment.setVault(configuration);
        EnvironmentsConfiguration.get().setEnvironments(List.of(environment));
    }
}
