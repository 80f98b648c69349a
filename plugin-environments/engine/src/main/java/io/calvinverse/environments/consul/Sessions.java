package io.calvinverse.environments.consul;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Sessions, which hold locks on keys. Thread-safe. */
public final class Sessions {

    /** Consul refuses shorter and longer lives. */
    public static final Duration SHORTEST = Duration.ofSeconds(10);

    public static final Duration LONGEST = Duration.ofDays(1);

    private final Transport transport;

    Sessions(Transport transport) {
        this.transport = transport;
    }

    /**
     * A session that ends unless renewed within its life; Consul may take up to twice that to notice. It does not depend on the
     * health of the node that was asked, but ends when that node leaves the catalog, as a dead server does within seconds
     * (autopilot). A local agent is the node to ask.
     *
     * @param label for people who look
     * @param life from {@link #SHORTEST} to {@link #LONGEST}
     * @param lockDelay how long its locks cannot be taken after it ended without giving them back; zero to a minute
     * @return its id
     */
    public String open(String label, Duration life, Duration lockDelay) throws ConsulException {
        if (life.compareTo(SHORTEST) < 0 || life.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a session of Consul lives 10 s to a day unless renewed, not " + life);
        }
        ObjectNode request = JsonNodeFactory.instance
                .objectNode()
                .put("Name", label)
                .put("TTL", life.toMillis() + "ms")
                .put("LockDelay", lockDelay.toMillis() + "ms")
                .put("Behavior", "release");
        request.putArray("NodeChecks");
        return transport
                .send(call("create", request.toString().getBytes(StandardCharsets.UTF_8)))
                .json()
                .path("ID")
                .asText();
    }

    /** False when it has ended. */
    public boolean renew(String id) throws ConsulException {
        return !transport
                .send(call("renew/" + Call.encode(id), new byte[0]).idempotent())
                .notFound();
    }

    /** Whether it lives, as the leader knows. */
    public boolean lives(String id) throws ConsulException {
        Call call = Call.get(
                "session/info/" + Call.encode(id),
                List.of("consistent"),
                transport.settings().timeout());
        return transport.send(call).json().size() > 0;
    }

    /** Ends it, and frees its locks; fine when it has ended. */
    public void end(String id) throws ConsulException {
        transport.send(call("destroy/" + Call.encode(id), new byte[0]).idempotent());
    }

    private Call call(String path, byte[] body) {
        return Call.put("session/" + path, List.of(), body, transport.settings().timeout());
    }
}
