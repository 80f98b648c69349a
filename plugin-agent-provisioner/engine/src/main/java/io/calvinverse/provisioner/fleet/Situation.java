package io.calvinverse.provisioner.fleet;

import io.calvinverse.provisioner.machine.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Everything a decision depends on. Maps are keyed by machine name unless said otherwise and are only read.
 *
 * @param spec the fleet as configured
 * @param machines what the journal says
 * @param watches what the loop remembers
 * @param breakers by template name; absent means closed
 * @param agents what the controller says
 * @param memberships what their environments say; absent for machines without one
 * @param inventories what the providers say, by provider id; absent until the first complete listing
 * @param departed machines that went lately and when, since a listing may be older than that
 * @param damaged whether the journal may lack machines, until every provider was listed
 * @param demand what waits, most urgent first
 * @param started when this run of the engine began
 * @param now engine time
 */
public record Situation(
        FleetSpec spec,
        Map<String, Machine> machines,
        Map<String, Watch> watches,
        Map<String, Breaker> breakers,
        Map<String, AgentView> agents,
        Map<String, Membership> memberships,
        Map<String, Inventory> inventories,
        Map<String, Instant> departed,
        boolean damaged,
        List<Demand> demand,
        Instant started,
        Instant now) {

    /** Pipelines wait five minutes for the agent they ran on; only then is a build without an executor lost. */
    private static final Duration RESUME = Duration.ofMinutes(6);

    /** What is remembered of a machine. */
    Watch watch(Machine machine) {
        return watches.getOrDefault(machine.name(), Watch.NONE);
    }

    /** The breaker of a template. */
    Breaker breaker(String template) {
        return breakers.getOrDefault(template, Breaker.CLOSED);
    }

    /** How long ago something began, not counting the time before this run of the engine. */
    Duration sinceStartOr(Instant began) {
        return Duration.between(began.isBefore(started) ? started : began, now);
    }

    /** Since when a machine is there if it ever will be: before, a listing without it says nothing. */
    Instant made(Machine machine) {
        Instant ended = watch(machine).created();
        Instant known = machine.planned().isBefore(started) ? started : machine.planned();
        return ended == null ? known : ended;
    }

    /** Whether the providers of all templates were listed in this run. */
    public boolean sighted() {
        for (Inventory inventory : inventories.values()) {
            if (!inventory.tells(started)) {
                return false;
            }
        }
        for (TemplateSpec template : spec.templates()) {
            if (!inventories.containsKey(template.provider())) {
                return false;
            }
        }
        return true;
    }

    /** Whether Pipelines may still wait for the agents they ran on before the controller's start. */
    boolean resuming() {
        return Duration.between(started, now).compareTo(RESUME) < 0;
    }

    /** What its environment says of a machine. */
    Membership membership(Machine machine) {
        return machine.environment().isEmpty()
                ? Membership.NONE
                : memberships.getOrDefault(machine.name(), Membership.UNCERTAIN);
    }

    /** Builds the controller sees on a machine. */
    int busy(Machine machine) {
        AgentView agent = agents.get(machine.name());
        return agent == null ? 0 : agent.busy();
    }

    /** Whether the agent of a machine is connected. */
    boolean online(Machine machine) {
        AgentView agent = agents.get(machine.name());
        return agent != null && agent.online();
    }
}
