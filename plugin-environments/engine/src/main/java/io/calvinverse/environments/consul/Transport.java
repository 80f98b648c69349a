package io.calvinverse.environments.consul;

import io.calvinverse.environments.consul.ConsulException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends calls, to the next address where one does not answer. A read may go to all of them; a write only while it is sure that none
 * has taken it, or if it may be done twice. The address that answered last is asked first. Thread-safe.
 */
final class Transport {

    private final ConsulSettings settings;
    private final HttpClient client;
    private final AtomicInteger preferred = new AtomicInteger();

    Transport(ConsulSettings settings, HttpClient client) {
        this.settings = settings;
        this.client = client;
    }

    ConsulSettings settings() {
        return settings;
    }

    /** Waits for {@link #sendLater}. */
    Reply send(Call call) throws ConsulException {
        CompletableFuture<Reply> reply = sendLater(call);
        try {
            return reply.get();
        } catch (InterruptedException e) {
            reply.cancel(true);
            Thread.currentThread().interrupt();
            throw new ConsulException(Kind.INTERRUPTED, "interrupted while Consul was asked for " + call.name(), e);
        } catch (ExecutionException e) {
            throw unwrapped(e.getCause(), call);
        }
    }

    /** Any answer but a failure of Consul itself completes this; the caller judges it. Fails with a {@link ConsulException}. */
    CompletableFuture<Reply> sendLater(Call call) {
        return attempt(call, preferred.get(), settings.addresses().size(), new ArrayList<>());
    }

    /** The same with one address alone; after a failure the next one is preferred. */
    CompletableFuture<Reply> sendOnce(Call call) {
        return attempt(call, preferred.get(), 1, new ArrayList<>());
    }

    /** The next attempt goes to the next address: for answers that are of no use though well formed. */
    void preferNext() {
        preferred.getAndUpdate(now -> (now + 1) % settings.addresses().size());
    }

    private CompletableFuture<Reply> attempt(Call call, int first, int most, List<ConsulException> failures) {
        int number = (first + failures.size()) % settings.addresses().size();
        URI address = settings.addresses().get(number);
        CompletableFuture<HttpResponse<byte[]>> response =
                client.sendAsync(request(call, address), HttpResponse.BodyHandlers.ofByteArray());
        CompletableFuture<Reply> reply = response.handle((answer, failure) -> {
                    if (failure != null) {
                        return next(call, first, most, failures, Failures.of(call, address, failure));
                    }
                    Reply received = new Reply(address, answer.statusCode(), answer.headers(), answer.body());
                    ConsulException trouble = Failures.of(call, received);
                    if (trouble != null) {
                        return next(call, first, most, failures, trouble);
                    }
                    preferred.set(number);
                    return CompletableFuture.completedFuture(received);
                })
                .thenCompose(next -> next);
        return linked(reply, response);
    }

    /** Cancelling the answer ends the exchange, so that a watch that is closed leaves no connection behind. */
    static <T> CompletableFuture<T> linked(CompletableFuture<T> answer, CompletableFuture<?> exchange) {
        answer.whenComplete((done, failure) -> {
            if (answer.isCancelled()) {
                exchange.cancel(true);
            }
        });
        return answer;
    }

    private CompletableFuture<Reply> next(
            Call call, int first, int most, List<ConsulException> failures, ConsulException failure) {
        failures.add(failure);
        boolean untouched = failure.kind() == Kind.UNREACHABLE || failure.kind() == Kind.LEADERLESS;
        boolean silent = failure.kind() == Kind.UNANSWERED;
        if ((untouched || (silent && call.repeatable())) && failures.size() < most) {
            return attempt(call, first, most, failures);
        }
        if (untouched || silent) {
            // Also after a write that is not sent again: whoever asks again should not wait for the same silence.
            preferNext();
        }
        return CompletableFuture.failedFuture(Failures.all(call, failures));
    }

    private HttpRequest request(Call call, URI address) {
        String base = address.toString().replaceAll("/+$", "");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + call.target(settings.datacenter())))
                .timeout(call.timeout())
                .method(
                        call.method(),
                        call.body().length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(call.body()));
        if (!settings.token().isNone()) {
            request.header("X-Consul-Token", settings.token().reveal());
        }
        return request.build();
    }

    static boolean neverSent(Throwable failure) {
        return failure instanceof ConnectException
                || failure instanceof HttpConnectTimeoutException
                || failure instanceof java.nio.channels.UnresolvedAddressException
                || failure instanceof javax.net.ssl.SSLHandshakeException;
    }

    private static ConsulException unwrapped(Throwable failure, Call call) {
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        return cause instanceof ConsulException known
                ? known
                : new ConsulException(
                        Kind.UNANSWERED, "Consul was asked for " + call.name() + ": " + cause, new IOException(cause));
    }
}
