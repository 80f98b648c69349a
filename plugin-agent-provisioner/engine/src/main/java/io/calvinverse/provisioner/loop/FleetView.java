package io.calvinverse.provisioner.loop;

import io.calvinverse.provisioner.fleet.AgentView;
import io.calvinverse.provisioner.fleet.Breaker;
import io.calvinverse.provisioner.fleet.FleetSpec;
import io.calvinverse.provisioner.fleet.Membership;
import io.calvinverse.provisioner.fleet.Shortage;
import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.provider.Instance;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A fleet at one moment. Immutable; safe to read from any thread and to keep.
 *
 * @param spec as configured
 * @param machines by name, oldest first
 * @param agents the controller's view, by name
 * @param breakers by template name; absent means closed
 * @param shortages what waits and why nothing is done about it
 * @param memberships what their environments say of machines that have one, by name
 * @param cordoned machines that take no new build for a while, and why, by name
 * @param foreign machines of other owners at the same providers
 * @param troubles what hinders the engine itself, by place (the journal, a provider's id, a machine), for people
 * @param at when
 */
public record FleetView(
        FleetSpec spec,
        Map<String, Machine> machines,
        Map<String, AgentView> agents,
        Map<String, Breaker> breakers,
        List<Shortage> shortages,
        Map<String, Membership> memberships,
        Map<String, String> cordoned,
        List<Instance> foreign,
        Map<String, String> troubles,
        Instant at) {

    /** Before the first round. */
    public static FleetView empty(FleetSpec spec, Instant at) {
        return new FleetView(
                spec, Map.of(), Map.of(), Map.of(), List.of(), Map.of(), Map.of(), List.of(), Map.of(), at);
    }
}
