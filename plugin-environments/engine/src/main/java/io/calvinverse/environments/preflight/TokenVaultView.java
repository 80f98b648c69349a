package io.calvinverse.environments.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import io.calvinverse.environments.vault.Capabilities;
import io.calvinverse.environments.vault.Health;
import io.calvinverse.environments.vault.IssuedToken;
import io.calvinverse.environments.vault.NewToken;
import io.calvinverse.environments.vault.Token;
import io.calvinverse.environments.vault.Tokens;
import io.calvinverse.environments.vault.Vault;
import io.calvinverse.environments.vault.VaultCall;
import io.calvinverse.environments.vault.VaultClient;
import io.calvinverse.environments.vault.VaultException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/**
 * A real Vault. What a token role may do is asked with a token of that role, which is revoked at once: Vault has no
 * other answer to it. The token given here needs {@code update} on {@code auth/token/create/*}, {@code read} on
 * {@code auth/token/roles/*} and {@code list} above the secrets; it reads none.
 */
public final class TokenVaultView implements VaultView {
    private static final Duration LIFE = Duration.ofMinutes(1);

    private final Vault vault;
    private final VaultClient client;
    private final Token token;

    public TokenVaultView(Vault vault, Token token) {
        this.vault = vault;
        this.client = new VaultClient(vault);
        this.token = token;
    }

    /** For people: the address. */
    public String name() {
        return vault.name();
    }

    /** How far Vault's clock is ahead; empty when it did not say. To a second. */
    public Optional<Duration> clock(Clock ours) throws IOException {
        long theirs = await(Health.of(vault)).serverTime();
        return theirs == 0
                ? Optional.empty()
                : Optional.of(Duration.between(
                        Instant.ofEpochSecond(ours.instant().getEpochSecond()), Instant.ofEpochSecond(theirs)));
    }

    @Override
    public Optional<String> trouble() {
        try {
            Health health = await(Health.of(vault));
            if (!health.initialised()) {
                return Optional.of("at " + vault.name() + " is not initialised");
            }
            return health.sealed() ? Optional.of("at " + vault.name() + " is sealed") : Optional.empty();
        } catch (IOException e) {
            return Optional.of("cannot be reached: " + e.getMessage());
        }
    }

    @Override
    public Optional<Map<String, Set<String>>> allowed(String role, Collection<String> paths) throws IOException {
        if (found(VaultCall.get("auth/token/roles/" + role, token)).isEmpty()) {
            return Optional.empty();
        }
        Tokens tokens = new Tokens(client);
        NewToken wanted = new NewToken(role, List.of(), LIFE, Map.of(), "preflight", "");
        IssuedToken issued = await(tokens.create(token, wanted));
        try {
            Map<String, List<String>> rights = await(new Capabilities(client).of(issued.token(), paths));
            return Optional.of(rights.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> Set.copyOf(entry.getValue()), (a, b) -> a, TreeMap::new)));
        } finally {
            await(tokens.revokeSelf(issued.token()));
        }
    }

    @Override
    public boolean exists(String path) throws IOException {
        int slash = path.lastIndexOf('/');
        Optional<JsonNode> listed = found(VaultCall.list(path.substring(0, slash), token));
        Set<String> names = new HashSet<>();
        listed.ifPresent(body -> body.path("data").path("keys").forEach(name -> names.add(name.asText())));
        return names.contains(path.substring(slash + 1));
    }

    /** Empty when nothing is there. */
    private Optional<JsonNode> found(VaultCall call) throws IOException {
        try {
            return Optional.of(client.ask(call).join());
        } catch (CompletionException e) {
            VaultException cause = VaultClient.cause(e);
            if (cause.kind() == VaultException.Cause.MISSING) {
                return Optional.empty();
            }
            throw new IOException(cause.getMessage(), cause);
        }
    }

    private static <T> T await(CompletableFuture<T> answer) throws IOException {
        try {
            return answer.join();
        } catch (CompletionException e) {
            VaultException cause = VaultClient.cause(e);
            throw new IOException(cause.getMessage(), cause);
        }
    }
}
