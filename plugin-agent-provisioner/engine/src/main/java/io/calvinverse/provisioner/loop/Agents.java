package io.calvinverse.provisioner.loop;

import io.calvinverse.provisioner.fleet.AgentView;
import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.provider.Order.Bootstrap;
import java.io.IOException;
import java.util.Map;

/** The controller's side of a fleet's machines. */
public interface Agents {

    /** The controller's agents of this fleet by name. Called by the loop each round: memory only, no lock, no I/O. */
    Map<String, AgentView> observe();

    /**
     * How the agent of a machine is to register; the same at every call for the same machine. Before the controller
     * expects the agent, its attempts to register are refused and repeated. Memory only, no I/O.
     */
    Bootstrap bootstrap(Machine machine) throws IOException;

    /** Makes the controller expect the agent of a machine, which is being made meanwhile. Idempotent. May do I/O. */
    void expect(Machine machine) throws IOException;

    /**
     * Whether no build runs on a draining agent and none can start any more. May wait for a lock; no I/O.
     */
    boolean quiesce(String name);

    /** Disconnects and forgets an agent, whatever it does. Idempotent. May do I/O. */
    void withdraw(String name) throws IOException;
}
