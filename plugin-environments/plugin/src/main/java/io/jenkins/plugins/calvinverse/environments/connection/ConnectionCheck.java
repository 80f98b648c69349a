package io.jenkins.plugins.calvinverse.environments.connection;

import com.datapipe.jenkins.vault.configuration.VaultConfiguration;
import com.datapipe.jenkins.vault.credentials.VaultCredential;
import hudson.ProxyConfiguration;
import hudson.util.FormValidation;
import hudson.util.Secret;
import io.calvinverse.environments.configuration.publish.Settings;
import io.calvinverse.environments.consul.Access;
import io.calvinverse.environments.consul.Access.Right;
import io.calvinverse.environments.consul.Agent;
import io.calvinverse.environments.consul.Consul;
import io.calvinverse.environments.consul.ConsulException;
import io.calvinverse.environments.secrets.Rights;
import io.calvinverse.environments.vault.Health;
import io.calvinverse.environments.vault.HttpVault;
import io.calvinverse.environments.vault.VaultClient;
import io.jenkins.plugins.calvinverse.environments.definition.ConsulAccess;
import io.jenkins.plugins.calvinverse.environments.secrets.vault.LoginCheck;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** What answers behind settings that are not saved yet: version, leader, rights, seal. Ends within a bounded time. */
public final class ConnectionCheck {
    private static final Duration EACH = Duration.ofSeconds(5);
    private static final Duration ALL = Duration.ofSeconds(15);

    private final List<String> facts = new ArrayList<>();
    private boolean fine = true;

    private ConnectionCheck() {}

    /**
     * @param consul null without
     * @param vault with an address; null without
     * @param credential to log in with there; null to leave that out
     */
    public static FormValidation run(
            String datacenter,
            ConsulAccess consul,
            Secret token,
            String prefix,
            VaultConfiguration vault,
            VaultCredential credential) {
        ConnectionCheck check = new ConnectionCheck();
        Future<?> asking = Connections.get().requests().submit(() -> {
            if (consul != null) {
                check.consul(datacenter, Connection.consul(datacenter, consul, token, EACH), prefix);
            }
            if (vault != null && check.vault(vault.getVaultUrl()) && credential != null) {
                check.login(vault, credential);
            }
        });
        try {
            asking.get(ALL.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            asking.cancel(true);
            return FormValidation.error(Messages.ConnectionCheck_Late(ALL.toSeconds()));
        } catch (ExecutionException e) {
            return FormValidation.error(
                    Messages.ConnectionCheck_Failed(e.getCause().getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            asking.cancel(true);
            return FormValidation.error(Messages.ConnectionCheck_Failed("interrupted"));
        }
        return check.verdict();
    }

    private FormValidation verdict() {
        if (facts.isEmpty()) {
            return FormValidation.ok(Messages.ConnectionCheck_Nothing());
        }
        String text = String.join("; ", facts);
        return fine ? FormValidation.ok(text) : FormValidation.error(text);
    }

    private void consul(String datacenter, Consul consul, String prefix) {
        try {
            Access.Token token = consul.access().self();
            Agent.Self self = consul.agent().self();
            facts.add(Messages.ConnectionCheck_Consul(self.version(), self.node(), self.datacenter()));
            String leader = consul.agent().leader().orElse(null);
            if (leader == null) {
                wrong(Messages.ConnectionCheck_NoLeader());
            } else {
                facts.add(Messages.ConnectionCheck_Leader(leader));
            }
            if (!self.datacenter().equals(datacenter)) {
                wrong(Messages.ConnectionCheck_OtherDatacenter(self.datacenter(), datacenter));
            }
            if (token.controlled()) {
                rights(consul, token, prefix);
            } else {
                facts.add(Messages.ConnectionCheck_NoAcl());
            }
        } catch (ConsulException e) {
            wrong(e.getMessage());
        }
    }

    private void rights(Consul consul, Access.Token token, String prefix) throws ConsulException {
        List<Right> needed = List.of(
                new Right("service", "", "read"),
                new Right("node", "", "read"),
                new Right("key", prefix, "write"),
                new Right("key", Settings.RECORDS, "write"),
                new Right("session", "", "write"));
        List<Right> missing = consul.access().missing(needed);
        String policies = String.join(", ", token.policies());
        if (missing.isEmpty()) {
            facts.add(Messages.ConnectionCheck_Rights(token.accessor(), policies));
        } else {
            wrong(Messages.ConnectionCheck_MissingRights(
                    token.accessor(),
                    policies,
                    missing.stream().map(Right::toString).collect(Collectors.joining(", "))));
        }
    }

    /** Whether it can be asked more. */
    private boolean vault(String url) {
        HttpClient client = ProxyConfiguration.newHttpClientBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(EACH)
                .build();
        CompletableFuture<Health> asked = Health.of(new HttpVault(URI.create(url), "", client, EACH));
        try {
            Health health = asked.join();
            if (!health.initialised()) {
                wrong(Messages.ConnectionCheck_VaultNew(health.version()));
            } else if (health.sealed()) {
                wrong(Messages.ConnectionCheck_VaultSealed(health.version()));
            } else {
                facts.add(Messages.ConnectionCheck_Vault(health.version()));
                return true;
            }
        } catch (CompletionException e) {
            wrong(VaultClient.cause(e).getMessage());
        }
        return false;
    }

    private void login(VaultConfiguration vault, VaultCredential credential) {
        try {
            Rights rights = LoginCheck.of(vault, credential).join();
            facts.add(Messages.ConnectionCheck_Login(
                    rights.token().accessor(), String.join(", ", rights.token().policies())));
            facts.addAll(rights.notes());
        } catch (CompletionException e) {
            wrong(VaultClient.cause(e).getMessage());
        }
    }

    private void wrong(String fact) {
        fine = false;
        facts.add(fact);
    }
}
