package io.calvinverse.environments.secrets;

import java.io.IOException;
import java.util.Map;

/** Where what blocks owe to Vault is kept across crashes, one text per block. Used on the timeline only. */
public interface BlockStore {

    /** Everything kept, by key. Called once, before anything else. */
    Map<String, String> load() throws IOException;

    /** When it returns, the text survives a crash. */
    void write(String key, String text) throws IOException;

    /** Without effect when nothing is kept under the key. */
    void delete(String key) throws IOException;
}
