package io.calvinverse.environments.handover;

import io.calvinverse.environments.consul.Consistency;
import io.calvinverse.environments.consul.KeyEntry;
import io.calvinverse.environments.consul.Keys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Keys of Consul. */
public final class ConsulMailbox implements Mailbox {

    private final Keys keys;

    public ConsulMailbox(Keys keys) {
        this.keys = keys;
    }

    @Override
    public Optional<String> read(String key) throws IOException {
        return keys.get(key, Consistency.CONSISTENT).map(KeyEntry::text);
    }

    @Override
    public boolean place(String key, String value) throws IOException {
        return keys.putIf(key, value.getBytes(StandardCharsets.UTF_8), 0);
    }

    @Override
    public void remove(String key, String value) throws IOException {
        Optional<KeyEntry> entry = keys.get(key, Consistency.CONSISTENT);
        if (entry.isPresent() && entry.get().text().equals(value)) {
            keys.deleteIf(key, entry.get().modifyIndex());
        }
    }
}
