package io.calvinverse.environments.preflight;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Vault by its policies, in memory. */
final class MemoryVault implements VaultView {
    final Map<String, String> policies;
    final Map<String, Set<String>> roles;
    final Set<String> present = new TreeSet<>();
    final Map<String, TokenRole> tokenRoles = new TreeMap<>();
    final Set<String> denied = new TreeSet<>();
    String trouble = "";
    String broken = "";

    MemoryVault(Profile.Generation generation) {
        policies = new TreeMap<>(CompleteSite.policies(generation));
        roles = CompleteSite.roles(generation);
        CompleteSite.queueRoles().forEach(role -> present.add("rabbitmq/roles/" + role));
        policies.values().stream().filter(path -> path.startsWith("secret/")).forEach(present::add);
    }

    @Override
    public Optional<String> trouble() {
        return trouble.isEmpty() ? Optional.empty() : Optional.of(trouble);
    }

    @Override
    public Optional<Map<String, Set<String>>> allowed(String role, Collection<String> paths) throws IOException {
        if (!broken.isEmpty()) {
            throw new IOException(broken);
        }
        if (!roles.containsKey(role)) {
            return Optional.empty();
        }
        Map<String, Set<String>> allowed = new HashMap<>();
        for (String path : paths) {
            boolean granted = roles.get(role).stream().anyMatch(policy -> path.equals(policies.get(policy)));
            allowed.put(path, Set.of(granted ? "read" : "deny"));
        }
        return Optional.of(allowed);
    }

    @Override
    public Optional<TokenRole> role(String name) {
        return Optional.ofNullable(tokenRoles.get(name));
    }

    @Override
    public Map<String, Set<String>> own(Collection<String> paths) {
        Map<String, Set<String>> rights = new HashMap<>();
        paths.forEach(
                path -> rights.put(path, denied.contains(path) ? Set.of("deny") : Set.of("update", "list", "sudo")));
        return rights;
    }

    @Override
    public boolean exists(String path) {
        return present.contains(path);
    }
}
