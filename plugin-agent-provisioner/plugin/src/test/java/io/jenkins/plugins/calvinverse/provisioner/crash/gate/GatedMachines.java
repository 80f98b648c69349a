package io.jenkins.plugins.calvinverse.provisioner.crash.gate;

import io.calvinverse.provisioner.provider.Instance;
import io.calvinverse.provisioner.provider.Order;
import io.calvinverse.provisioner.provider.Provider;
import io.calvinverse.provisioner.provider.ProviderException;
import java.util.List;

/** A provider whose calls can be held or made to fail, before and after they are made. */
final class GatedMachines implements Provider {
    private final Provider real;
    private final Gates gates;

    GatedMachines(Provider real, Gates gates) {
        this.real = real;
        this.gates = gates;
    }

    @Override
    public String id() {
        return real.id();
    }

    @Override
    public void create(Order order) throws ProviderException, InterruptedException {
        gates.pass(order.template(), "create.before");
        gates.note("create " + order.name());
        real.create(order);
        gates.pass(order.template(), "create.after");
    }

    @Override
    public List<Instance> list() throws ProviderException, InterruptedException {
        gates.pass(Gates.ALL, "list.before");
        List<Instance> instances = real.list();
        gates.note("list " + instances.size());
        gates.pass(Gates.ALL, "list.after");
        return instances.stream().map(GatedMachines::named).toList();
    }

    /** As a provider says it whose machines take the host name they are told. */
    private static Instance named(Instance machine) {
        return new Instance(
                machine.name(),
                machine.owner(),
                machine.template(),
                machine.state(),
                machine.detail(),
                machine.name(),
                machine.address());
    }

    @Override
    public void destroy(String name) throws ProviderException, InterruptedException {
        String template = name.substring(0, name.lastIndexOf('-'));
        gates.pass(template, "destroy.before");
        gates.note("destroy " + name);
        real.destroy(name);
        gates.pass(template, "destroy.after");
    }

    @Override
    public String console(String name, int limit) throws ProviderException, InterruptedException {
        return real.console(name, limit);
    }

    @Override
    public Probe probe() throws InterruptedException {
        return real.probe();
    }
}
