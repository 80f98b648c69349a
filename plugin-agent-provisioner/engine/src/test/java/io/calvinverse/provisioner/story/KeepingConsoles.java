package io.calvinverse.provisioner.story;

import io.calvinverse.provisioner.provider.Instance;
import io.calvinverse.provisioner.provider.Order;
import io.calvinverse.provisioner.provider.Provider;
import io.calvinverse.provisioner.provider.ProviderException;
import java.util.List;

/** A provider that saves for the report what it is told to remove, and notes when that was done. */
record KeepingConsoles(Provider provider, Chronicle chronicle) implements Provider {
    private static final int LIMIT = 20_000;

    @Override
    public String id() {
        return provider.id();
    }

    @Override
    public void create(Order order) throws ProviderException, InterruptedException {
        provider.create(order);
    }

    @Override
    public List<Instance> list() throws ProviderException, InterruptedException {
        return provider.list();
    }

    @Override
    public void destroy(String name) throws ProviderException, InterruptedException {
        chronicle.keep(name, provider.console(name, LIMIT));
        provider.destroy(name);
        chronicle.removed(name);
    }

    @Override
    public String console(String name, int limit) throws ProviderException, InterruptedException {
        return provider.console(name, limit);
    }

    @Override
    public Probe probe() throws InterruptedException {
        return provider.probe();
    }
}
