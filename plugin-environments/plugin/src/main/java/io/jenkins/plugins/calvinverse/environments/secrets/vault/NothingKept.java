package io.jenkins.plugins.calvinverse.environments.secrets.vault;

import io.calvinverse.environments.secrets.BlockStore;
import java.util.Map;

/** For trials, which open no block. */
final class NothingKept implements BlockStore {
    @Override
    public Map<String, String> load() {
        return Map.of();
    }

    @Override
    public void write(String key, String text) {
        throw new IllegalStateException("a trial opens no block");
    }

    @Override
    public void delete(String key) {
        // nothing is there
    }
}
