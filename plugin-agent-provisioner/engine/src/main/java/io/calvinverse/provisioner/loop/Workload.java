package io.calvinverse.provisioner.loop;

import io.calvinverse.provisioner.fleet.Demand;
import java.util.List;

/** What waits for machines of a fleet. */
@FunctionalInterface
public interface Workload {

    /** What waits now, most urgent first. Called by the loop each round: memory only, no lock, no I/O. */
    List<Demand> observe();
}
