package io.calvinverse.environments.vault;

import com.fasterxml.jackson.databind.JsonNode;
import io.calvinverse.environments.vault.VaultException.Cause;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Requests whose failures are explained: an answer that is no success ends as a {@link VaultException} that names path,
 * cause and way out. Safe for any thread; nothing waits.
 */
public final class VaultClient {

    private static final Map<String, String> CAPABILITIES =
            Map.of("GET", "read", "LIST", "list", "POST", "create or update", "PUT", "update", "DELETE", "delete");

    private final Vault vault;

    public VaultClient(Vault vault) {
        this.vault = vault;
    }

    /** For people. */
    public String name() {
        return vault.name();
    }

    /**
     * @return the body, a missing node when Vault sent none; exceptionally a {@link VaultException}, possibly within a
     *     {@link CompletionException}: {@link #cause(Throwable)} gets it out
     */
    public CompletableFuture<JsonNode> ask(VaultCall call) {
        return vault.send(call)
                .thenCompose(reply -> reply.succeeded()
                        ? CompletableFuture.completedFuture(reply.body())
                        : explain(call, reply).thenCompose(CompletableFuture::failedFuture));
    }

    /** As {@link Health#of}. */
    public CompletableFuture<Health> health() {
        return Health.of(vault);
    }

    /** Why a future of this package failed. */
    public static VaultException cause(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof VaultException known
                ? known
                : new VaultException(
                        Cause.REFUSED,
                        "a failure nobody foresaw: " + cause.getClass().getName(),
                        cause);
    }

    private CompletableFuture<VaultException> explain(VaultCall call, VaultReply reply) {
        return switch (reply.status()) {
            case 403 ->
                call.token() == null
                        ? CompletableFuture.completedFuture(failure(Cause.DENIED, call, reply, "without a token"))
                        : denied(call, reply);
            case 404 -> CompletableFuture.completedFuture(missing(call, reply));
            case 412, 429, 472, 473 ->
                CompletableFuture.completedFuture(
                        failure(Cause.UNAVAILABLE, call, reply, "is standing by or overloaded; it may pass"));
            default ->
                CompletableFuture.completedFuture(
                        reply.status() >= 500
                                ? failure(Cause.UNAVAILABLE, call, reply, "cannot at present")
                                : failure(Cause.REFUSED, call, reply, "refuses the request"));
        };
    }

    private VaultException missing(VaultCall call, VaultReply reply) {
        String hint = reply.warnings().isEmpty() ? "" : " (" + String.join("; ", reply.warnings()) + ")";
        return failure(
                Cause.MISSING,
                call,
                reply,
                "has nothing there" + hint + "; check the path and the version of its engine");
    }

    /** Asks what the token is: a refusal without the names of its policies sends people searching. */
    private CompletableFuture<VaultException> denied(VaultCall call, VaultReply reply) {
        return vault.send(VaultCall.get("auth/token/lookup-self", call.token())).handle((self, unanswered) -> {
            if (self == null || self.status() != 403 && !self.succeeded()) {
                return failure(Cause.DENIED, call, reply, "denies it to this token");
            }
            if (self.status() == 403) {
                return failure(
                        Cause.DENIED,
                        call,
                        reply,
                        "denies it: the token has expired or was revoked (or its policies lack even auth/token/lookup-self)");
            }
            TokenInfo token = TokenInfo.of(self.body().path("data"));
            return failure(
                    Cause.DENIED,
                    call,
                    reply,
                    "denies it to the token with accessor " + token.accessor() + " and the policies "
                            + String.join(", ", token.policies()) + "; one of them must grant '"
                            + CAPABILITIES.getOrDefault(call.method(), "update") + "' on " + call.path());
        });
    }

    private VaultException failure(Cause cause, VaultCall call, VaultReply reply, String text) {
        List<String> errors = reply.errors();
        String detail = errors.isEmpty() ? "" : ", in its words: " + String.join("; ", errors);
        return new VaultException(
                cause, call + ": " + vault.name() + " " + text + " (HTTP " + reply.status() + detail.strip() + ")");
    }
}
