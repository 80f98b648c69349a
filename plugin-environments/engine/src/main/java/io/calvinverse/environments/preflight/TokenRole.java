package io.calvinverse.environments.preflight;

import java.util.Set;

/**
 * A token role of Vault.
 *
 * @param orphan whether its tokens outlive the one that made them
 * @param aliases names its tokens may be given ({@code allowed_entity_aliases})
 */
public record TokenRole(boolean orphan, Set<String> aliases) {
    public TokenRole {
        aliases = Set.copyOf(aliases);
    }
}
