package io.calvinverse.environments.configuration.store;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A tree of keys with compare-and-set transactions and session locks, as Consul's. Reads are consistent: they see every
 * transaction that was answered before. Thread-safe.
 *
 * <p>Every method throws {@link StoreException} when the store cannot be reached or does not answer in time; a write may
 * then have happened, may happen yet, or never.
 */
public interface KeyValues {

    /** Which store, for messages: datacenter and address, without any token. */
    String name();

    /** Everything whose key begins with the prefix, by key. */
    List<Entry> read(String prefix) throws StoreException;

    /** The given keys, as far as they are there; each on its own, not at one moment. */
    Map<String, Content> get(Collection<String> keys) throws StoreException;

    /** The keys that begin with the prefix, without their values. */
    List<String> keys(String prefix) throws StoreException;

    /**
     * All operations or none, in order.
     *
     * @throws IllegalArgumentException when they exceed the {@link Limits} of a transaction
     */
    Outcome commit(List<Operation> operations) throws StoreException;

    /** A new session that ends unless renewed within its life. What it holds is then free at once. */
    String openSession(String label, Duration life) throws StoreException;

    /** False when the session has ended. */
    boolean renewSession(String session) throws StoreException;

    /** Ends a session; fine when it has ended already. */
    void endSession(String session) throws StoreException;
}
