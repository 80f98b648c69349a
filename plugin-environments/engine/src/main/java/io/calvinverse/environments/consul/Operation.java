package io.calvinverse.environments.consul;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;

/**
 * One operation of a transaction; a value of bytes is kept as base64, as it travels.
 *
 * @param verb of Consul's transaction interface
 * @param key it works on, or prefix of those it works on
 * @param base64 the value, or null where the verb takes none
 * @param index compared with the key's {@link KeyEntry#modifyIndex}, or 0
 * @param session compared or set, or empty
 */
public record Operation(String verb, String key, String base64, long index, String session) {

    /** Writes, whatever is there. */
    public static Operation set(String key, byte[] value) {
        return new Operation("set", key, encoded(value), 0, "");
    }

    /** Writes if the key was last written at the index; 0: if it is not there. */
    public static Operation setIf(String key, byte[] value, long index) {
        return new Operation("cas", key, encoded(value), index, "");
    }

    /** Refuses all unless the key was last written at the index. */
    public static Operation check(String key, long index) {
        return new Operation("check-index", key, null, index, "");
    }

    /** Refuses all unless the key is absent. */
    public static Operation checkAbsent(String key) {
        return new Operation("check-not-exists", key, null, 0, "");
    }

    /** Refuses all unless the session holds the key's lock. */
    public static Operation checkLock(String key, String session) {
        return new Operation("check-session", key, null, 0, session);
    }

    /** Takes the lock, and writes; refuses all if another session has it. */
    public static Operation lock(String key, byte[] value, String session) {
        return new Operation("lock", key, encoded(value), 0, session);
    }

    /** Gives the lock back, and writes; refuses all unless the session holds it. */
    public static Operation unlock(String key, byte[] value, String session) {
        return new Operation("unlock", key, encoded(value), 0, session);
    }

    /** Deletes; fine when it is not there. */
    public static Operation delete(String key) {
        return new Operation("delete", key, null, 0, "");
    }

    /** Deletes if the key was last written at the index. */
    public static Operation deleteIf(String key, long index) {
        return new Operation("delete-cas", key, null, index, "");
    }

    /** Deletes every key that begins so. */
    public static Operation deleteTree(String prefix) {
        return new Operation("delete-tree", prefix, null, 0, "");
    }

    /** Reads; refuses all if it is not there. */
    public static Operation get(String key) {
        return new Operation("get", key, null, 0, "");
    }

    private static String encoded(byte[] value) {
        return Base64.getEncoder().encodeToString(value);
    }

    ObjectNode json() {
        ObjectNode kv = JsonNodeFactory.instance.objectNode().put("Verb", verb).put("Key", key);
        if (base64 != null) {
            kv.put("Value", base64);
        }
        if (index > 0 || verb.endsWith("cas") || verb.equals("check-index")) {
            kv.put("Index", index);
        }
        if (!session.isEmpty()) {
            kv.put("Session", session);
        }
        ObjectNode operation = JsonNodeFactory.instance.objectNode();
        operation.set("KV", kv);
        return operation;
    }

    /** Without the value. */
    @Override
    public String toString() {
        return verb + " " + key + (index > 0 ? "@" + index : "");
    }
}
