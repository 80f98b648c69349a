package io.jenkins.plugins.calvinverse.environments.connection;

import io.calvinverse.environments.discovery.Discovery;
import io.calvinverse.environments.discovery.DiscoveryException;
import io.calvinverse.environments.discovery.Found;
import io.calvinverse.environments.discovery.ServiceName;
import java.util.List;

/** Asks one after the other until one knows the service; the last one says why not. */
final class InOrder implements Discovery {
    private final List<Discovery> all;

    /** @param all at least one */
    InOrder(List<Discovery> all) {
        this.all = List.copyOf(all);
    }

    @Override
    public Found find(ServiceName name) throws DiscoveryException, InterruptedException {
        for (Discovery each : all.subList(0, all.size() - 1)) {
            try {
                return each.find(name);
            } catch (DiscoveryException e) {
                // The next one may know it.
            }
        }
        return last().find(name);
    }

    @Override
    public String source() {
        return last().source();
    }

    private Discovery last() {
        return all.get(all.size() - 1);
    }

    @Override
    public void close() {
        all.forEach(Discovery::close);
    }
}
