package io.calvinverse.environments.configuration.store;

/**
 * A key as it is in the store.
 *
 * @param index of the last write that changed it; never 0, which stands for "absent" in a {@link Operation.Put}
 * @param session that holds it as a lock, or empty
 */
public record Entry(String key, Content content, long index, String session) {}
