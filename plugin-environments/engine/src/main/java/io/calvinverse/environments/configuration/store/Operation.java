package io.calvinverse.environments.configuration.store;

/**
 * One step of a transaction. All steps of a transaction happen, or none.
 *
 * <p>Source: Consul's documentation of {@code PUT /v1/txn}, verbs {@code set, cas, delete, delete-cas, lock, unlock,
 * check-session,
 * check-index, check-not-exists}.
 */
public sealed interface Operation {

    String key();

    /** Writes whatever was there. */
    record Set(String key, Content content) implements Operation {}

    /** Writes if the key is still at this index; 0: if it is absent. */
    record Put(String key, Content content, long index) implements Operation {}

    /** Deletes if the key is still at this index; fine when it is absent by now. */
    record Delete(String key, long index) implements Operation {}

    /** Deletes whatever was there; absent is fine. */
    record Remove(String key) implements Operation {}

    /** Takes the key as a lock; fine when this session holds it already, refused when another does. */
    record Lock(String key, Content content, String session) implements Operation {}

    /** Gives the lock back; refused when this session does not hold it. */
    record Unlock(String key, Content content, String session) implements Operation {}

    /** Refuses the transaction unless this session holds the lock. */
    record Holds(String key, String session) implements Operation {}

    /** Refuses the transaction unless the key is at this index; 0: unless it is absent. */
    record Unchanged(String key, long index) implements Operation {}
}
