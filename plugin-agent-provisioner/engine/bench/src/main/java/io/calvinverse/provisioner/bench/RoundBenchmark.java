package io.calvinverse.provisioner.bench;

import io.calvinverse.provisioner.fleet.AgentView;
import io.calvinverse.provisioner.fleet.Demand;
import io.calvinverse.provisioner.journal.Event;
import io.calvinverse.provisioner.journal.Ledger;
import io.calvinverse.provisioner.loop.FleetListener;
import io.calvinverse.provisioner.loop.FleetView;
import io.calvinverse.provisioner.loop.Pace;
import io.calvinverse.provisioner.loop.Ports;
import io.calvinverse.provisioner.loop.Reconciler;
import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.MachineNames;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One round of a fleet of 1,000 machines with 10,000 builds in the queue. Budget: 50 ms of one core. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RoundBenchmark {
    private static final int MACHINES = 1_000;
    private static final int ITEMS = 10_000;
    private static final int TEMPLATES = 20;

    /** In the worst case every build asks for something else. */
    @Param({"20", "10000"})
    private int labels;

    private Map<String, Machine> machines;
    private Map<String, AgentView> agents;
    private List<Demand> demand;
    private Reconciler full;
    private Reconciler empty;

    @Setup
    public void fleet() throws IOException {
        machines = Crowd.machines(MACHINES, TEMPLATES);
        agents = Crowd.agents(machines);
        demand = Crowd.demand(ITEMS, labels, TEMPLATES);
        Ledger ledger = new Ledger();
        machines.values().forEach(machine -> ledger.apply(new Event.Known(machine)));
        full = reconciler(new Nothing(agents, ledger));
    }

    @Setup(Level.Invocation)
    public void emptyFleet() throws IOException {
        empty = reconciler(new Nothing(Map.of(), new Ledger()));
    }

    private Reconciler reconciler(Nothing around) throws IOException {
        Ports ports = new Ports(
                () -> Crowd.NOW,
                task -> {},
                task -> {},
                new MachineNames(new SplittableRandom(1)),
                around,
                () -> demand,
                id -> null,
                new FleetListener() {});
        return new Reconciler(Crowd.spec(TEMPLATES, MACHINES), around, ports, Pace.DEFAULT);
    }

    /** Everything there is, nothing can be done. */
    @Benchmark
    public FleetView atTheCap() {
        full.round();
        return full.view();
    }

    /** A thousand machines are ordered in one round. */
    @Benchmark
    public FleetView orderingAThousand() {
        empty.round();
        return empty.view();
    }
}
