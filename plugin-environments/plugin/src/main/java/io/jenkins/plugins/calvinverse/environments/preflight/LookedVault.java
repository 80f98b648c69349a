package io.jenkins.plugins.calvinverse.environments.preflight;

import io.calvinverse.environments.preflight.TokenRole;
import io.calvinverse.environments.preflight.TokenVaultView;
import io.calvinverse.environments.preflight.VaultView;
import io.calvinverse.environments.vault.Health;
import io.calvinverse.environments.vault.VaultClient;
import io.calvinverse.environments.vault.VaultException;
import io.jenkins.plugins.calvinverse.environments.connection.VaultAccess;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;

/** The Vault of an environment during one look: asked for its health once, and logged in to when something asks for more. */
final class LookedVault implements VaultView {
    private final VaultAccess access;
    private final String trouble;
    private final Duration ahead;
    private TokenVaultView inside;

    LookedVault(VaultAccess access) {
        this.access = access;
        String wrong = "";
        Duration clock = null;
        try {
            Health health = Health.of(access.vault()).join();
            if (!health.initialised()) {
                wrong = Messages.LookedVault_New(where());
            } else if (health.sealed()) {
                wrong = Messages.LookedVault_Sealed(where());
            } else if (health.serverTime() != 0) {
                Instant ours = Instant.ofEpochSecond(Clock.systemUTC().instant().getEpochSecond());
                clock = Duration.between(ours, Instant.ofEpochSecond(health.serverTime()));
            }
        } catch (CompletionException e) {
            wrong = Messages.LookedVault_Silent(VaultClient.cause(e).getMessage());
        }
        this.trouble = wrong;
        this.ahead = clock;
    }

    /** To follow the word Vault. */
    private String where() {
        return access.vault().name().replaceFirst("^Vault ", "");
    }

    /** @param vault may be null */
    static Map<String, Duration> clocks(LookedVault vault) {
        return vault == null || vault.ahead == null ? Map.of() : Map.of("Vault", vault.ahead);
    }

    @Override
    public Optional<String> trouble() {
        return trouble.isEmpty() ? Optional.empty() : Optional.of(trouble);
    }

    private TokenVaultView inside() throws IOException {
        if (inside == null) {
            try {
                inside = new TokenVaultView(access.vault(), access.token(), access.engineVersion());
            } catch (VaultException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
        return inside;
    }

    @Override
    public Optional<Map<String, Set<String>>> allowed(String role, Collection<String> paths) throws IOException {
        return inside().allowed(role, paths);
    }

    @Override
    public Optional<TokenRole> role(String name) throws IOException {
        return inside().role(name);
    }

    @Override
    public Map<String, Set<String>> own(Collection<String> paths) throws IOException {
        return inside().own(paths);
    }

    @Override
    public boolean exists(String path) throws IOException {
        return inside().exists(path);
    }
}
