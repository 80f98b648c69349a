package io.calvinverse.environments.consul;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Consul's key-value store. Thread-safe; each call is one request. */
public final class Keys {

    private final Consul consul;
    private final Transport transport;

    Keys(Consul consul, Transport transport) {
        this.consul = consul;
        this.transport = transport;
    }

    /** Every key that begins with the prefix, with its value; ordered by key. */
    public static Query<List<KeyEntry>> underneath(String prefix) {
        return new Query<>(path(prefix), List.of("recurse="), json -> each(json, KeyEntry::of));
    }

    /** The names of the keys that begin with the prefix; ordered. */
    public static Query<List<String>> namesUnderneath(String prefix) {
        return new Query<>(path(prefix), List.of("keys="), json -> each(json, JsonNode::asText));
    }

    /** One key, if it is there. */
    public static Query<Optional<KeyEntry>> key(String key) {
        return new Query<>(path(key), json -> each(json, KeyEntry::of).stream().findFirst());
    }

    public Optional<KeyEntry> get(String key, Consistency consistency) throws ConsulException {
        return consul.read(key(key), consistency).value();
    }

    public List<KeyEntry> tree(String prefix, Consistency consistency) throws ConsulException {
        return consul.read(underneath(prefix), consistency).value();
    }

    public List<String> names(String prefix, Consistency consistency) throws ConsulException {
        return consul.read(namesUnderneath(prefix), consistency).value();
    }

    /** Writes, whatever is there. At most 512 KB, more than a {@link Transaction} takes. */
    public void put(String key, byte[] value) throws ConsulException {
        write("PUT", key, List.of(), value);
    }

    /**
     * Writes if the key was last written at the index; 0: if it is not there.
     *
     * @return whether it did
     */
    public boolean putIf(String key, byte[] value, long index) throws ConsulException {
        return write("PUT", key, List.of("cas=" + index), value);
    }

    /** Takes the key's lock for the session, and writes; false when another has it, or its lock delay runs. */
    public boolean lock(String key, byte[] value, String session) throws ConsulException {
        return write("PUT", key, List.of("acquire=" + Call.encode(session)), value);
    }

    /** Gives the lock back, and writes; false when the session does not hold it. */
    public boolean unlock(String key, byte[] value, String session) throws ConsulException {
        return write("PUT", key, List.of("release=" + Call.encode(session)), value);
    }

    /** Deletes; fine when it is not there. */
    public void delete(String key) throws ConsulException {
        write("DELETE", key, List.of(), new byte[0]);
    }

    /** Deletes if the key was last written at the index, which is not 0; false otherwise. */
    public boolean deleteIf(String key, long index) throws ConsulException {
        return write("DELETE", key, List.of("cas=" + index), new byte[0]);
    }

    /** Deletes every key that begins so. */
    public void deleteTree(String prefix) throws ConsulException {
        write("DELETE", prefix, List.of("recurse="), new byte[0]);
    }

    /**
     * All operations or none, in order.
     *
     * @throws IllegalArgumentException over the limits of a {@link Transaction}; nothing was sent
     */
    public Transaction.Outcome commit(List<Operation> operations) throws ConsulException {
        byte[] body = Transaction.body(operations);
        if (operations.size() > Transaction.MOST_OPERATIONS || body.length > Transaction.MOST_BYTES) {
            throw new IllegalArgumentException(
                    "a transaction takes at most %d operations and %d bytes of JSON with values in base64, these are %d and %d: split it"
                            .formatted(
                                    Transaction.MOST_OPERATIONS,
                                    Transaction.MOST_BYTES,
                                    operations.size(),
                                    body.length));
        }
        return Transaction.outcome(transport.send(
                Call.put("txn", List.of(), body, transport.settings().timeout())));
    }

    private boolean write(String method, String key, List<String> parameters, byte[] value) throws ConsulException {
        Reply reply = transport.send(new Call(
                method, path(key), parameters, value, transport.settings().timeout(), false));
        return reply.json().asBoolean();
    }

    private static String path(String key) {
        return "kv/" + Call.encodeKey(key);
    }

    private static <T> List<T> each(JsonNode json, Function<JsonNode, T> parser) {
        List<T> all = new ArrayList<>();
        json.forEach(node -> all.add(parser.apply(node)));
        return List.copyOf(all);
    }
}
