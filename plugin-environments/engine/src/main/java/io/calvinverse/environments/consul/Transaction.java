package io.calvinverse.environments.consul;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The limits of a transaction, and how one ends. */
public final class Transaction {

    /** Consul takes no more operations in one. */
    public static final int MOST_OPERATIONS = 64;

    /** Consul takes no longer body ({@code txn_max_req_len}, which follows {@code kv_max_value_size}); values count as base64. */
    public static final int MOST_BYTES = 512 * 1024;

    private Transaction() {}

    /** How a transaction ended. */
    public sealed interface Outcome permits Done, Refused {}

    /** All of it happened. */
    public record Done(List<KeyEntry> entries) implements Outcome {
        public Done {
            entries = List.copyOf(entries);
        }
    }

    /** Nothing of it happened. */
    public record Refused(List<Reason> reasons) implements Outcome {
        public Refused {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * Why one operation could not be.
     *
     * @param operation its place in the list
     * @param what in Consul's words
     */
    public record Reason(int operation, String what) {}

    /** Bytes of the body, to be held against {@link #MOST_BYTES}. */
    public static int size(List<Operation> operations) {
        return body(operations).length;
    }

    static byte[] body(List<Operation> operations) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        operations.forEach(operation -> all.add(operation.json()));
        return all.toString().getBytes(StandardCharsets.UTF_8);
    }

    static Outcome outcome(Reply reply) throws ConsulException {
        JsonNode json = reply.json();
        if (!reply.ok()) {
            List<Reason> reasons = new ArrayList<>();
            json.path("Errors")
                    .forEach(error -> reasons.add(new Reason(
                            error.path("OpIndex").asInt(), error.path("What").asText())));
            return new Refused(reasons);
        }
        List<KeyEntry> entries = new ArrayList<>();
        json.path("Results").forEach(result -> entries.add(KeyEntry.of(result.path("KV"))));
        return new Done(entries);
    }
}
