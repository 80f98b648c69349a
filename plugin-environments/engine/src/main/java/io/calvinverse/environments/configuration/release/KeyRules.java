package io.calvinverse.environments.configuration.release;

import io.calvinverse.environments.configuration.store.Content;
import io.calvinverse.environments.configuration.store.Limits;
import io.calvinverse.environments.configuration.store.Operation;
import java.util.List;
import java.util.Optional;

/**
 * Which keys and values a release may have.
 *
 * @param prefix of every key, such as {@code config/}
 */
public record KeyRules(String prefix) {
    /** Room a transaction needs beside one value: the checks and the records of a publication. */
    private static final int RESERVE = 16 * 1024;

    /** Why a key is not one, with the way out; empty when it is. */
    public Optional<String> refuse(String key) {
        if (!key.startsWith(prefix) || key.length() == prefix.length()) {
            return Optional.of("key \"" + shown(key) + "\" is outside of " + prefix + "; begin it with " + prefix);
        }
        if (key.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            return Optional.of("key \"" + shown(key) + "\" has a control character; remove it");
        }
        if (List.of(key.split("/", -1)).stream().anyMatch(part -> part.isBlank() || !part.equals(part.strip()))) {
            return Optional.of("key \"" + key + "\" has an empty part, or a blank around a /; remove it");
        }
        return Optional.empty();
    }

    /** Why a value is none; empty when it is. */
    public Optional<String> refuse(String key, Content content) {
        Operation write = new Operation.Put(key, content, 0);
        int room = Limits.CONSUL.bytes() - RESERVE;
        if (Limits.size(write) <= room) {
            return Optional.empty();
        }
        return Optional.of("the value of " + key + " has " + content.size()
                + " bytes; a Consul transaction takes about " + room / 4 * 3
                + ". Split it over several keys, or keep the file elsewhere and its address here");
    }

    private static String shown(String key) {
        return key.length() > 200 ? key.substring(0, 200) + "…" : key.replaceAll("\\p{Cntrl}", "?");
    }
}
