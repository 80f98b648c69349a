package io.calvinverse.environments.secrets;

import io.calvinverse.environments.patience.Timeline;
import io.calvinverse.environments.vault.Capabilities;
import io.calvinverse.environments.vault.TokenInfo;
import io.calvinverse.environments.vault.Tokens;
import io.calvinverse.environments.vault.VaultClient;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Finds out what tokens may do. What policies allow is asked again after ten minutes, not for every block. On the timeline only.
 */
final class Probing {

    private static final Duration FRESHNESS = Duration.ofMinutes(10);
    private static final String CHILDREN = "auth/token/create";
    private static final String RENEW_SELF = "auth/token/renew-self";
    private static final String REVOKE_SELF = "auth/token/revoke-self";
    private static final String RENEW_LEASE = "sys/leases/renew";
    private static final String REVOKE_LEASE = "sys/leases/revoke";

    private record Known(Map<String, List<String>> capabilities, Instant at) {}

    private final Tokens tokens;
    private final Capabilities capabilities;
    private final Timeline timeline;
    private final Map<List<String>, Known> known = new HashMap<>();

    Probing(VaultClient client, Timeline timeline) {
        this.tokens = new Tokens(client);
        this.capabilities = new Capabilities(client);
        this.timeline = timeline;
    }

    CompletableFuture<Rights> of(Login.Grant grant) {
        return tokens.lookupSelf(grant.token()).thenComposeAsync(token -> rights(grant, token), timeline);
    }

    private CompletableFuture<Rights> rights(Login.Grant grant, TokenInfo token) {
        Known before = known.get(token.policies());
        if (before != null && timeline.now().isBefore(before.at.plus(FRESHNESS))) {
            return CompletableFuture.completedFuture(rights(grant, token, before.capabilities));
        }
        return capabilities
                .of(grant.token(), List.of(CHILDREN, RENEW_SELF, REVOKE_SELF, RENEW_LEASE, REVOKE_LEASE))
                .thenApplyAsync(
                        found -> {
                            known.put(token.policies(), new Known(found, timeline.now()));
                            return rights(grant, token, found);
                        },
                        timeline);
    }

    private static Rights rights(Login.Grant grant, TokenInfo token, Map<String, List<String>> found) {
        boolean service = !token.batch();
        return new Rights(
                token,
                grant.fresh(),
                service && token.uses() == 0 && Capabilities.mayWrite(found.get(CHILDREN)),
                Capabilities.mayWrite(found.get(RENEW_LEASE)),
                Capabilities.mayWrite(found.get(REVOKE_LEASE)),
                service && token.renewable() && Capabilities.mayWrite(found.get(RENEW_SELF)),
                service && Capabilities.mayWrite(found.get(REVOKE_SELF)));
    }
}
