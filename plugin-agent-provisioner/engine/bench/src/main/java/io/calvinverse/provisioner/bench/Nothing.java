package io.calvinverse.provisioner.bench;

import io.calvinverse.provisioner.fleet.AgentView;
import io.calvinverse.provisioner.journal.Event;
import io.calvinverse.provisioner.journal.Journal;
import io.calvinverse.provisioner.journal.Ledger;
import io.calvinverse.provisioner.loop.Agents;
import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.provider.Order.Bootstrap;
import java.util.List;
import java.util.Map;

/** What stands around a reconciler and costs nothing: a controller with these agents, a journal without a disk. */
record Nothing(Map<String, AgentView> observe, Ledger replay) implements Agents, Journal {

    @Override
    public void expect(Machine machine) {
        // There is nobody.
    }

    @Override
    public Bootstrap bootstrap(Machine machine) {
        return new Bootstrap("http://localhost/", machine.name(), "secret");
    }

    @Override
    public boolean quiesce(String name) {
        return true;
    }

    @Override
    public void withdraw(String name) {
        // There is nothing.
    }

    @Override
    public void append(List<Event> events) {
        events.forEach(replay::apply);
    }

    @Override
    public String damage() {
        return "";
    }

    @Override
    public void repaired() {
        // It never was damaged.
    }

    @Override
    public void close() {
        // It holds nothing.
    }
}
