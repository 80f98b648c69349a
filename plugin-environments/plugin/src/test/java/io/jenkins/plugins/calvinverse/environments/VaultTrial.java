package io.jenkins.plugins.calvinverse.environments;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.datapipe.jenkins.vault.configuration.VaultConfiguration;
import com.datapipe.jenkins.vault.credentials.VaultTokenCredential;
import hudson.util.Secret;
import io.calvinverse.environments.handover.HandoverSettings;
import io.calvinverse.environments.preflight.TokenVaultView;
import io.calvinverse.parts.ConsulPart;
import io.calvinverse.parts.VaultPart;
import io.jenkins.plugins.calvinverse.environments.definition.ConsulAccess;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import io.jenkins.plugins.calvinverse.environments.definition.MachineTokens;
import java.util.List;
import jenkins.model.Jenkins;

/** What tests with a real Consul and a real Vault begin with. */
final class VaultTrial {
    static final String ROLE = "role.system.linux";
    static final String CREDENTIAL = "vault-jenkins";

    private VaultTrial() {}

    /** KV version 1, a token role for machines with a policy of its own, and a token that may hand out its tokens and look around. */
    static String furnish(VaultPart vault) {
        vault.admin("POST", "sys/mounts/secret", "{\"type\":\"kv\",\"options\":{\"version\":\"1\"}}");
        policy(vault, "controller", HandoverSettings.policy(ROLE) + TokenVaultView.POLICY);
        role(vault);
        String issued = vault.admin("POST", "auth/token/create", "{\"policies\":[\"controller\"],\"period\":\"24h\"}");
        return VaultPart.field(issued, "client_token\":\"");
    }

    static void role(VaultPart vault) {
        vault.admin(
                "POST",
                "auth/token/roles/" + ROLE,
                "{\"orphan\":true,\"period\":\"1h\",\"allowed_policies\":\"machine,logs,metrics\"}");
    }

    static void policy(VaultPart vault, String name, String rules) {
        vault.admin(
                "PUT",
                "sys/policies/acl/" + name,
                "{\"policy\":\"" + rules.replace("\"", "\\\"").replace("\n", " ") + "\"}");
    }

    /** In the controller: the environment with its Consul and Vault, whose new machines get tokens. */
    static Environment configure(String consul, String vault, String token) throws Exception {
        CredentialsProvider.lookupStores(Jenkins.get())
                .iterator()
                .next()
                .addCredentials(
                        Domain.global(),
                        new VaultTokenCredential(CredentialsScope.GLOBAL, CREDENTIAL, null, Secret.fromString(token)));
        Environment environment = new Environment(ConsulPart.DATACENTER);
        ConsulAccess access = new ConsulAccess();
        access.setAddresses(consul);
        environment.setConsul(access);
        VaultConfiguration configuration = new VaultConfiguration();
        configuration.setVaultUrl(vault);
        configuration.setVaultCredentialId(CREDENTIAL);
        configuration.setEngineVersion(1);
        environment.setVault(configuration);
        MachineTokens tokens = new MachineTokens();
        tokens.setDefaultRole(ROLE);
        environment.setMachineTokens(tokens);
        EnvironmentsConfiguration.get().setEnvironments(List.of(environment));
        return environment;
    }

    /** Tokens of a machine that are alive, as Vault's administrator sees them. */
    static long alive(VaultPart vault, String machine) {
        String listed = vault.admin("LIST", "auth/token/accessors", null);
        String keys = listed.substring(listed.indexOf('[') + 1, listed.indexOf(']'));
        return List.of(keys.replace("\"", "").split(",")).stream()
                .filter(accessor -> vault.reply(
                                "POST",
                                "auth/token/lookup-accessor",
                                vault.rootToken(),
                                "{\"accessor\":\"" + accessor.strip() + "\"}")
                        .body()
                        .contains("\"handover\":\"" + machine + "#"))
                .count();
    }

    /** What a machine's first boot does: read, delete, unwrap. */
    static String take(ConsulPart consul, VaultPart vault, String key) {
        String wrapper = consul.command("kv", "get", key).strip();
        consul.command("kv", "delete", key);
        return VaultPart.field(vault.send("PUT", "sys/wrapping/unwrap", wrapper, null), "client_token\":\"");
    }
}
