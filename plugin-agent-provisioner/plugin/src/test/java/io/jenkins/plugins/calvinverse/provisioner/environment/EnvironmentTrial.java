package io.jenkins.plugins.calvinverse.provisioner.environment;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.datapipe.jenkins.vault.configuration.VaultConfiguration;
import com.datapipe.jenkins.vault.credentials.VaultTokenCredential;
import hudson.util.Secret;
import io.calvinverse.environments.handover.HandoverSettings;
import io.calvinverse.parts.ConsulPart;
import io.calvinverse.parts.VaultPart;
import io.jenkins.plugins.calvinverse.environments.EnvironmentsConfiguration;
import io.jenkins.plugins.calvinverse.environments.definition.ConsulAccess;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import io.jenkins.plugins.calvinverse.environments.definition.FirstBoot;
import io.jenkins.plugins.calvinverse.environments.definition.MachineTokens;
import java.util.Arrays;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;

/** An environment of a real Consul and a real Vault, whose new machines get a token of a role. */
public final class EnvironmentTrial {
    public static final String NAME = ConsulPart.DATACENTER;
    public static final String ROLE = "role.system.linux";
    public static final String JOIN = "hashiserver-0.example.org:8301";
    /** Made for this test. */
    public static final String GOSSIP = "b2YgdGhpcyB0ZXN0IHh5eg==";

    private EnvironmentTrial() {}

    /** Gives Vault the role, and answers a token for the controller. */
    public static String furnish(VaultPart vault) {
        policy(vault, "controller", HandoverSettings.policy(ROLE));
        role(vault);
        String issued = vault.admin("POST", "auth/token/create", "{\"policies\":[\"controller\"],\"period\":\"24h\"}");
        return VaultPart.field(issued, "client_token\":\"");
    }

    public static void role(VaultPart vault) {
        vault.admin(
                "POST",
                "auth/token/roles/" + ROLE,
                "{\"orphan\":true,\"period\":\"1h\",\"allowed_policies\":\"machine\"}");
    }

    private static void policy(VaultPart vault, String name, String rules) {
        vault.admin(
                "PUT",
                "sys/policies/acl/" + name,
                "{\"policy\":\"" + rules.replace("\"", "\\\"").replace("\n", " ") + "\"}");
    }

    /** In the controller. */
    public static void configure(String consul, String vault, String token) throws Exception {
        add(new VaultTokenCredential(CredentialsScope.GLOBAL, "vault-jenkins", null, Secret.fromString(token)));
        add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "gossip", null, Secret.fromString(GOSSIP)));
        Environment environment = new Environment(NAME);
        ConsulAccess access = new ConsulAccess();
        access.setAddresses(consul);
        environment.setConsul(access);
        VaultConfiguration configuration = new VaultConfiguration();
        configuration.setVaultUrl(vault);
        configuration.setVaultCredentialId("vault-jenkins");
        configuration.setEngineVersion(1);
        environment.setVault(configuration);
        MachineTokens tokens = new MachineTokens();
        tokens.setDefaultRole(ROLE);
        environment.setMachineTokens(tokens);
        FirstBoot boot = new FirstBoot(JOIN);
        boot.setGossipKeyCredentialsId("gossip");
        environment.setFirstBoot(boot);
        EnvironmentsConfiguration.get().setEnvironments(List.of(environment, new Environment("bare")));
    }

    private static void add(Credentials credential) throws Exception {
        CredentialsProvider.lookupStores(Jenkins.get()).iterator().next().addCredentials(Domain.global(), credential);
    }

    /** Tokens of machines that are alive, as Vault's administrator sees them. */
    public static long alive(VaultPart vault) {
        String listed = vault.admin("LIST", "auth/token/accessors", null);
        String keys = listed.substring(listed.indexOf('[') + 1, listed.indexOf(']'));
        return Arrays.stream(keys.replace("\"", "").split(","))
                .filter(accessor -> vault.reply(
                                "POST",
                                "auth/token/lookup-accessor",
                                vault.rootToken(),
                                "{\"accessor\":\"" + accessor.strip() + "\"}")
                        .body()
                        .contains("\"handover\":"))
                .count();
    }

    /** Whether neither a token of a machine is alive nor one lies in Consul. */
    public static boolean nothingIsLeft(ConsulPart consul, VaultPart vault) {
        return alive(vault) == 0 && keys(consul).isBlank();
    }

    /** Consul's keys below those that machines look for their tokens at. */
    public static String keys(ConsulPart consul) {
        return consul.command("kv", "get", "-keys", "-separator=", "auth/");
    }
}
