package io.calvinverse.provisioner.loop;

import io.calvinverse.provisioner.machine.MachineNames;
import io.calvinverse.provisioner.provider.Provider;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Everything a loop needs from outside.
 *
 * @param clock engine time, see {@link SteadyClock}
 * @param executor runs the calls to providers, which may block; its size bounds how many at once
 * @param clerks runs the calls to the controller; apart, so that neither side waits for the other
 * @param names for new machines
 * @param agents the controller
 * @param environments what machines become members of
 * @param workload what waits
 * @param providers by id; answers null for one that is not known
 * @param listener is told what happens
 */
public record Ports(
        InstantSource clock,
        Executor executor,
        Executor clerks,
        MachineNames names,
        Agents agents,
        Environments environments,
        Workload workload,
        Function<String, Provider> providers,
        FleetListener listener) {

    /** Without environments. */
    public Ports(
            InstantSource clock,
            Executor executor,
            Executor clerks,
            MachineNames names,
            Agents agents,
            Workload workload,
            Function<String, Provider> providers,
            FleetListener listener) {
        this(clock, executor, clerks, names, agents, Environments.NONE, workload, providers, listener);
    }

    /** The same with a listener that throws nothing. */
    Ports shielded() {
        return new Ports(
                clock, executor, clerks, names, agents, environments, workload, providers, new Shielded(listener));
    }
}
