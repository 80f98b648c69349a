package io.jenkins.plugins.calvinverse.environments.secrets.vault;

import hudson.Util;
import io.calvinverse.environments.secrets.Login.Grant;
import io.calvinverse.environments.secrets.Secrets;
import io.calvinverse.environments.vault.IssuedToken;
import io.calvinverse.environments.vault.Token;
import io.calvinverse.environments.vault.VaultClient;
import io.calvinverse.environments.vault.VaultException;
import io.calvinverse.environments.vault.VaultException.Cause;
import io.calvinverse.environments.vault.Wrapping;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tokens that stand in credentials. One may be a wrapper: it opens once, and what is inside is kept, encrypted, and renewed from
 * then on, so that the credential goes on working.
 */
final class StaticTokens {
    private final Secrets secrets;
    private final Wrapping wrapping;
    private final boolean opensWrappers;
    /** Digests of tokens that are no wrappers: asked once. */
    private final Set<String> plain = ConcurrentHashMap.newKeySet();

    /** @param opensWrappers whether a wrapped token may be opened, which can be done once */
    StaticTokens(Secrets secrets, VaultClient client, boolean opensWrappers) {
        this.secrets = secrets;
        this.opensWrappers = opensWrappers;
        this.wrapping = new Wrapping(client);
    }

    /** @param credential its id, for people */
    CompletableFuture<Grant> grant(String credential, Token token) {
        String digest = Util.getDigestOf(token.value());
        if (plain.contains(digest)) {
            return CompletableFuture.completedFuture(new Grant(token, false));
        }
        String key = "wrapper " + digest;
        if (secrets.keeps(key)) {
            return secrets.once(key, () -> spent(credential)).login();
        }
        // Looked at without using it: any request made with a wrapper as its token would spend it
        return wrapping.creationPath(token)
                .handle((path, failure) -> {
                    VaultException cause = failure == null ? null : VaultClient.cause(failure);
                    if (cause == null && !opensWrappers) {
                        return CompletableFuture.<Grant>failedFuture(
                                new VaultException(Cause.REFUSED, Messages.StaticTokens_Closed(credential)));
                    }
                    if (cause == null) {
                        return secrets.once(key, () -> open(token, path)).login();
                    }
                    if (cause.mayPass()) {
                        return CompletableFuture.<Grant>failedFuture(cause);
                    }
                    plain.add(digest);
                    return CompletableFuture.completedFuture(new Grant(token, false));
                })
                .thenCompose(grant -> grant);
    }

    private CompletableFuture<Grant> open(Token wrapper, String path) {
        return wrapping.openToken(wrapper, path)
                .thenApply(IssuedToken::token)
                .thenApply(token -> new Grant(token, true));
    }

    private static CompletableFuture<Grant> spent(String credential) {
        return CompletableFuture.failedFuture(
                new VaultException(Cause.DENIED, Messages.StaticTokens_Spent(credential)));
    }
}
