package io.jenkins.plugins.calvinverse.environments.page;

import io.calvinverse.environments.configuration.ConfigurationException;
import io.calvinverse.environments.configuration.ledger.Done;
import io.calvinverse.environments.configuration.publish.Releases;
import io.calvinverse.environments.configuration.publish.Status;
import io.calvinverse.environments.configuration.store.StoreException;
import java.util.List;

/** A stream of releases on the page of its environment. */
public final class StreamSection {
    private final String name;
    private final Status status;
    private final List<Done> history;

    StreamSection(String name, Releases releases) throws StoreException, ConfigurationException {
        this.name = name;
        this.status = releases.status();
        this.history = releases.history();
    }

    public String getName() {
        return name;
    }

    /** Something half-written, or edited by another hand. */
    public boolean isTroubled() {
        return status.pending() != null || !status.drift().isEmpty();
    }

    public List<String> getText() {
        return status.text();
    }

    /** Newest first. */
    public List<Done> getHistory() {
        return history;
    }
}
