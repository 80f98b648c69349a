package io.calvinverse.environments.secrets;

import java.util.Map;
import java.util.Set;

/** The secrets of an open block at one time; after a roll-over there is a new one. Immutable. Holds secrets in clear. */
public final class Block {

    private final String id;
    private final Map<String, String> variables;
    private final Map<String, byte[]> files;
    private final Set<String> secrets;

    Block(String id, Map<String, String> variables, Map<String, byte[]> files, Set<String> secrets) {
        this.id = id;
        this.variables = Map.copyOf(variables);
        this.files = Map.copyOf(files);
        this.secrets = Set.copyOf(secrets);
    }

    public String id() {
        return id;
    }

    /** Environment variables and their values. */
    public Map<String, String> variables() {
        return variables;
    }

    /** Content of files, by the variable that is to hold the place of each. */
    public Map<String, byte[]> files() {
        return files;
    }

    /** Everything to be masked: all values this block was ever given, texts in files too. Feed it to {@link Masks}. */
    public Set<String> secrets() {
        return secrets;
    }

    @Override
    public String toString() {
        return "secrets of " + id;
    }
}
