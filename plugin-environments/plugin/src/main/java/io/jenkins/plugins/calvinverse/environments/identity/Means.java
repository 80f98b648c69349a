package io.jenkins.plugins.calvinverse.environments.identity;

import io.calvinverse.environments.consul.Consul;
import io.calvinverse.environments.handover.ConsulMailbox;
import io.calvinverse.environments.handover.HandoverSettings;
import io.calvinverse.environments.handover.IssuerToken;
import io.calvinverse.environments.handover.Mailbox;
import io.calvinverse.environments.vault.VaultClient;
import io.calvinverse.environments.vault.VaultException;
import io.jenkins.plugins.calvinverse.environments.EnvironmentsConfiguration;
import io.jenkins.plugins.calvinverse.environments.connection.Connections;
import io.jenkins.plugins.calvinverse.environments.connection.VaultAccess;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What hand-overs of an environment are done with, by the settings of now. Where something is no longer configured, every use of it
 * says so: what was begun waits until it is there again.
 */
record Means(
        Consul consul, VaultAccess access, VaultClient vault, Mailbox mailbox, IssuerToken issuer, Duration wrapFor) {

    static Means of(String name) {
        Environment environment = EnvironmentsConfiguration.get().named(name).orElse(null);
        Consul consul = environment == null
                ? null
                : Connections.get().of(environment).consul().orElse(null);
        VaultAccess access =
                environment == null ? null : VaultAccess.of(environment).orElse(null);
        Duration wrapFor = environment == null || environment.getMachineTokens() == null
                ? HandoverSettings.LONGEST_WRAP
                : Duration.ofSeconds(environment.getMachineTokens().getSeconds());
        VaultClient client = access == null ? noVault(name) : new VaultClient(access.vault());
        Mailbox mailbox = consul == null ? new NoMailbox(name) : new ConsulMailbox(consul.keys());
        IssuerToken issuer = access == null ? () -> missing(name) : access::token;
        return new Means(consul, access, client, mailbox, issuer, wrapFor);
    }

    boolean same(Means other) {
        return consul == other.consul && Objects.equals(access, other.access) && wrapFor.equals(other.wrapFor);
    }

    private static VaultClient noVault(String name) {
        return new VaultClient(new io.calvinverse.environments.vault.Vault() {
            @Override
            public String name() {
                return Messages.Means_NoVault(name);
            }

            @Override
            public CompletableFuture<io.calvinverse.environments.vault.VaultReply> send(
                    io.calvinverse.environments.vault.VaultCall call) {
                return CompletableFuture.failedFuture(
                        new VaultException(VaultException.Cause.UNAVAILABLE, Messages.Means_NoVault(name)));
            }
        });
    }

    private static io.calvinverse.environments.vault.Token missing(String name) throws VaultException {
        throw new VaultException(VaultException.Cause.UNAVAILABLE, Messages.Means_NoVault(name));
    }

    private record NoMailbox(String name) implements Mailbox {
        @Override
        public Optional<String> read(String key) throws IOException {
            throw new IOException(Messages.Means_NoConsul(name));
        }

        @Override
        public boolean place(String key, String value) throws IOException {
            throw new IOException(Messages.Means_NoConsul(name));
        }

        @Override
        public void remove(String key, String value) throws IOException {
            throw new IOException(Messages.Means_NoConsul(name));
        }
    }
}
