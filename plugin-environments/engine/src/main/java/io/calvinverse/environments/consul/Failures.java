package io.calvinverse.environments.consul;

import io.calvinverse.environments.consul.ConsulException.Kind;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/** Words for what went wrong. What Consul itself says is quoted; requests and headers never are. */
final class Failures {

    private Failures() {}

    /** No answer came. */
    static ConsulException of(Call call, URI address, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        boolean untouched = Transport.neverSent(cause);
        String why;
        if (cause instanceof SSLException) {
            why = "TLS failed (%s); give the CA that signed Consul's certificate".formatted(cause.getMessage());
        } else if (untouched) {
            why = "nothing answers there; is the address right, and Consul running?";
        } else if (cause instanceof HttpTimeoutException) {
            why = "no answer within %d s".formatted(call.timeout().toSeconds());
        } else {
            why = "the connection broke (%s)".formatted(cause);
        }
        return new ConsulException(
                untouched ? Kind.UNREACHABLE : Kind.UNANSWERED,
                "Consul at %s, %s: %s".formatted(address, call.name(), why),
                cause);
    }

    /** Null when Consul answered the question, 404 and a refused transaction (409) included. */
    static ConsulException of(Call call, Reply reply) {
        if (reply.ok() || reply.notFound() || reply.status() == 409) {
            return null;
        }
        String said = reply.text();
        boolean leaderless = said.contains("No cluster leader");
        boolean denied = reply.status() == 403 || said.contains("Permission denied") || said.contains("ACL not found");
        Kind kind;
        String wayOut;
        if (leaderless) {
            kind = Kind.LEADERLESS;
            wayOut = "most of its servers must be up and see each other";
        } else if (said.contains("ACL not found")) {
            kind = Kind.DENIED;
            wayOut = "the token is unknown in this datacenter: expired, deleted or of another one";
        } else if (denied) {
            kind = Kind.DENIED;
            wayOut = "give the token a policy with a rule for this path (see consul acl token read -self)";
        } else if (reply.status() / 100 == 5 || reply.status() == 429) {
            kind = Kind.UNANSWERED;
            wayOut = "see Consul's own log there";
        } else {
            kind = Kind.REFUSED;
            wayOut = "this Consul may be too old or too new for the request";
        }
        return new ConsulException(
                kind,
                "Consul at %s, %s: it answered %d: %s; %s"
                        .formatted(
                                reply.address(),
                                call.name(),
                                reply.status(),
                                said.isEmpty() ? "nothing more" : said,
                                wayOut),
                null);
    }

    /** One exception for all addresses that were tried. */
    static ConsulException all(Call call, List<ConsulException> failures) {
        ConsulException last = failures.get(failures.size() - 1);
        if (failures.size() == 1) {
            return last;
        }
        Kind kind = failures.stream()
                .map(ConsulException::kind)
                .filter(each -> each == Kind.UNANSWERED)
                .findFirst()
                .orElse(last.kind());
        String each = failures.stream().map(Throwable::getMessage).collect(Collectors.joining("\n  "));
        return new ConsulException(kind, "no address of Consul served %s:%n  %s".formatted(call.name(), each), last);
    }
}
