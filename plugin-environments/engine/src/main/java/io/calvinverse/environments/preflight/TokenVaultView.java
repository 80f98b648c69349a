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

    /** The policy it needs, for an administrator to copy. */
    public static final String POLICY = """
            path "auth/token/create/*" { capabilities = ["update"] }
            path "auth/token/roles/*" { capabilities = ["read"] }
            path "secret/*" { capabilities = ["list"] }
            path "rabbitmq/roles" { capabilities = ["list"] }
            """;

    private final Vault vault;
    private final VaultClient client;
    private final Token token;
    private final int version;

    /** @param version of the KV engine at {@code secret/}: 1 or 2 */
    public TokenVaultView(Vault vault, Token token, int version) {
        this.version = version;
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

    /** To follow the word Vault. */
    private String where() {
        return vault.name().replaceFirst("^Vault ", "");
    }

    @Override
    public Optional<String> trouble() {
        try {
            Health health = await(Health.of(vault));
            if (!health.initialised()) {
                return Optional.of(where() + " is not initialised");
            }
            return health.sealed() ? Optional.of(where() + " is sealed") : Optional.empty();
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
            List<String> asked =
                    paths.stream().map(path -> within(path, "data")).toList();
            Map<String, List<String>> rights = await(new Capabilities(client).of(issued.token(), asked));
            return Optional.of(paths.stream()
                    .collect(Collectors.toMap(
                            path -> path,
                            path -> Set.copyOf(rights.get(within(path, "data"))),
                            (a, b) -> a,
                            TreeMap::new)));
        } finally {
            await(tokens.revokeSelf(issued.token()));
        }
    }

    @Override
    public Optional<TokenRole> role(String name) throws IOException {
        return found(VaultCall.get("auth/token/roles/" + name, token)).map(body -> {
            Set<String> aliases = new HashSet<>();
            body.path("data").path("allowed_entity_aliases").forEach(alias -> aliases.add(alias.asText()));
            return new TokenRole(body.path("data").path("orphan").asBoolean(), aliases);
        });
    }

    @Override
    public Map<String, Set<String>> own(Collection<String> paths) throws IOException {
        Map<String, Set<String>> own = new TreeMap<>();
        await(new Capabilities(client).of(token, paths)).forEach((path, rights) -> own.put(path, Set.copyOf(rights)));
        return own;
    }

    @Override
    public boolean exists(String path) throws IOException {
        int slash = path.lastIndexOf('/');
        Optional<JsonNode> listed = found(VaultCall.list(within(path.substring(0, slash), "metadata"), token));
        Set<String> names = new HashSet<>();
        listed.ifPresent(body -> body.path("data").path("keys").forEach(name -> names.add(name.asText())));
        return names.contains(path.substring(slash + 1));
    }

    /** Version 2 of the KV engine has values and names apart. Source: Vault's documentation, KV secrets engine version 2. */
    private String within(String path, String part) {
        return version == 2 && path.startsWith("secret/") ? "secret/" + part + path.substring("secret".length()) : path;
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
