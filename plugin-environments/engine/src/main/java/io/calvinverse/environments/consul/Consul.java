package io.calvinverse.environments.consul;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A datacenter's Consul. Calls block until it answers, or throw {@link ConsulException}; none belongs on a thread that must not wait.
 * Thread-safe; holds nothing but the connections of its {@link HttpClient}.
 */
public final class Consul {

    private final Transport transport;
    private final Keys keys;
    private final Sessions sessions;
    private final Agent agent;
    private final Access access;

    /** @param client with its connect timeout and, for {@code https}, the CA ({@link Authority}) set; HTTP/1.1 suffices */
    public Consul(ConsulSettings settings, HttpClient client) {
        this.transport = new Transport(settings, client);
        this.keys = new Keys(this, transport);
        this.sessions = new Sessions(transport);
        this.agent = new Agent(transport);
        this.access = new Access(transport);
    }

    public ConsulSettings settings() {
        return transport.settings();
    }

    /** Keys, their values, and transactions over them. */
    public Keys keys() {
        return keys;
    }

    /** Sessions, which hold locks. */
    public Sessions sessions() {
        return sessions;
    }

    /** The agent that answers, the leader, and who is made to leave. */
    public Agent agent() {
        return agent;
    }

    /** What the token is and may do. */
    public Access access() {
        return access;
    }

    /** Reads once; for {@link Catalog}'s queries and those of {@link Keys}. */
    public <T> Indexed<T> read(Query<T> query, Consistency consistency) throws ConsulException {
        Reply reply =
                transport.send(call(query, consistency, List.of(), settings().timeout()));
        return reply.indexed(query.parser().apply(reply.json()));
    }

    /**
     * A blocking query: answers when the data have moved on from the index, and after about the given time at the latest. One
     * address is asked; after a failure the next call goes to the next. A {@link Watch} keeps asking.
     *
     * @param index of the last answer; 0 answers at once
     * @param wait at most ten minutes; Consul adds up to a sixteenth of it, so that not all clients come back at once
     */
    public <T> CompletableFuture<Indexed<T>> poll(Query<T> query, Consistency consistency, long index, Duration wait) {
        List<String> parameters = index > 0 ? List.of("index=" + index, "wait=" + wait.toMillis() + "ms") : List.of();
        Duration jitter = wait.dividedBy(16);
        Duration patience = index > 0
                ? wait.plus(jitter).plus(settings().timeout())
                : settings().timeout();
        CompletableFuture<Reply> reply = transport.sendOnce(call(query, consistency, parameters, patience));
        return Transport.linked(reply.thenApply(answer -> parsed(query, answer)), reply);
    }

    private static <T> Indexed<T> parsed(Query<T> query, Reply reply) {
        try {
            return reply.indexed(query.parser().apply(reply.json()));
        } catch (ConsulException e) {
            throw new CompletionException(e);
        }
    }

    /** The next request goes to the next address. */
    void preferNext() {
        transport.preferNext();
    }

    private static Call call(Query<?> query, Consistency consistency, List<String> more, Duration timeout) {
        List<String> parameters = new ArrayList<>(query.parameters());
        if (!consistency.parameter().isEmpty()) {
            parameters.add(consistency.parameter());
        }
        parameters.addAll(more);
        return Call.get(query.path(), parameters, timeout);
    }
}
