package io.calvinverse.environments.configuration.plan;

/**
 * What a release means for one key.
 *
 * @param before digest of its value now; empty when it is absent
 * @param after digest of its value in the release; empty when the release does not have it
 */
public record Change(Sort sort, String key, String before, String after) {

    /** How a key differs. */
    public enum Sort {
        ADDED,
        CHANGED,
        REMOVED,
        UNCHANGED,
        /** Its value is neither that of the current release nor that of the new one: another hand wrote or deleted it. */
        FOREIGN
    }

    /** Whether publishing writes or deletes the key. */
    public boolean writes() {
        return sort != Sort.UNCHANGED;
    }
}
