package io.calvinverse.logs.ship.elastic;

import io.calvinverse.logs.enrich.Batch;
import io.calvinverse.logs.enrich.LineRecord;
import io.calvinverse.logs.ship.Outcome;
import io.calvinverse.logs.ship.Retry;
import io.calvinverse.logs.ship.Target;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Elasticsearch (7 and later) or OpenSearch by bulk requests, several under way at once; the order of lines is in their
 * {@code sequence}. Too large a request (413) is split. A document whose fields the index refuses goes again with nothing
 * but its text; if that is refused, too, it is counted.
 */
public final class BulkTarget implements Target {
    private static final int UNDER_WAY = 4;

    private final String name;
    private final ElasticSettings settings;
    private final HttpClient client;
    private final Supplier<String> authorization;
    private final Retry retry;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger server = new AtomicInteger();
    private volatile String trouble = "";
    private volatile boolean closed;

    /**
     * @param authorization value of the header {@code Authorization}, asked for with each request; null for none
     */
    public BulkTarget(
            String name, ElasticSettings settings, HttpClient client, Supplier<String> authorization, Retry retry) {
        this.name = name;
        this.settings = settings;
        this.client = client;
        this.authorization = authorization;
        this.retry = retry;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean ready() {
        return !closed && underWay.get() < UNDER_WAY && retry.due();
    }

    @Override
    public void send(Batch batch, Consumer<Outcome> outcome) {
        underWay.incrementAndGet();
        begin(new BulkRequest(batch, batch.records(), false))
                .exceptionally(fault -> failed(HttpFaults.explain(fault, address())))
                .thenAccept(result -> {
                    underWay.decrementAndGet();
                    trouble = result.confirmed() ? "" : result.cause();
                    if (result.confirmed()) {
                        retry.succeeded();
                    } else {
                        server.incrementAndGet();
                        retry.failed();
                    }
                    outcome.accept(result);
                });
    }

    private URI address() {
        return settings.servers()
                .get(Math.floorMod(server.get(), settings.servers().size()));
    }

    /** A credential that cannot be read fails like a request. */
    private CompletableFuture<Outcome> begin(BulkRequest bulk) {
        try {
            return post(bulk);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<Outcome> post(BulkRequest bulk) {
        if (closed) {
            return CompletableFuture.completedFuture(failed("closed"));
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        HttpFaults.below(address(), "_bulk?filter_path=" + BulkAnswer.FILTER))
                .timeout(settings.patience())
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bulk.body(settings)));
        String credential = authorization == null ? null : authorization.get();
        if (credential != null) {
            request.header("Authorization", credential);
        }
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .thenCompose(answer -> judge(bulk, answer));
    }

    private CompletableFuture<Outcome> judge(BulkRequest bulk, HttpResponse<String> answer) {
        List<LineRecord> sent = bulk.records();
        if (answer.statusCode() == 413) {
            return tooLarge(bulk);
        }
        if (answer.statusCode() != 200) {
            return CompletableFuture.completedFuture(failed(HttpFaults.status(answer, address())));
        }
        BulkAnswer result = BulkAnswer.read(answer.body(), sent);
        if (result.again()) {
            return CompletableFuture.completedFuture(failed("Elasticsearch at " + address() + ": " + result.reason()));
        }
        if (result.refused().isEmpty()) {
            return CompletableFuture.completedFuture(Outcome.CONFIRMED);
        }
        return bulk.bare() ? done(result) : post(bulk.of(result.refused(), true));
    }

    private CompletableFuture<Outcome> tooLarge(BulkRequest bulk) {
        List<LineRecord> sent = bulk.records();
        if (sent.size() == 1) {
            return bulk.bare()
                    ? done(new BulkAnswer(sent, "larger than the server takes (http.max_content_length)", false))
                    : post(bulk.of(sent, true));
        }
        int half = sent.size() / 2;
        return post(bulk.of(sent.subList(0, half), bulk.bare()))
                .thenCompose(first -> !first.confirmed()
                        ? CompletableFuture.completedFuture(first)
                        : post(bulk.of(sent.subList(half, sent.size()), bulk.bare()))
                                .thenApply(second -> sum(first, second)));
    }

    private static Outcome sum(Outcome first, Outcome second) {
        return second.confirmed()
                ? Outcome.refused(first.refused() + second.refused(), first.cause() + second.cause())
                : second;
    }

    private CompletableFuture<Outcome> done(BulkAnswer result) {
        return CompletableFuture.completedFuture(Outcome.refused(
                result.refused().size(),
                "Elasticsearch at " + address() + " refuses a line for good: " + result.reason()));
    }

    private static Outcome failed(String cause) {
        return Outcome.failed(cause);
    }

    @Override
    public String trouble() {
        return trouble;
    }

    @Override
    public void close() {
        closed = true;
    }
}
