package io.calvinverse.environments.preflight;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Vault as far as rules look at it; never a value of a secret. Methods block. */
public interface VaultView {

    /** Why it serves nobody: sealed, unreachable. Empty when it serves. */
    Optional<String> trouble();

    /**
     * What a token of a token role may do.
     *
     * @return capabilities by path; empty when there is no such role
     */
    Optional<Map<String, Set<String>>> allowed(String role, Collection<String> paths) throws IOException;

    /** A token role; empty when there is none of that name. */
    Optional<TokenRole> role(String name) throws IOException;

    /** What the token that looks may do itself: capabilities by path. */
    Map<String, Set<String>> own(Collection<String> paths) throws IOException;

    /** Whether something is at a path: a secret, a role of an engine. */
    boolean exists(String path) throws IOException;
}
