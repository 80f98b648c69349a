package io.calvinverse.provisioner.loop;

import io.calvinverse.provisioner.fleet.Action;
import io.calvinverse.provisioner.fleet.AgentView;
import io.calvinverse.provisioner.fleet.FleetSpec;
import io.calvinverse.provisioner.fleet.TemplateSpec;
import io.calvinverse.provisioner.journal.Event;
import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.MachineNames;
import io.calvinverse.provisioner.machine.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Turns what was decided into what is journaled. */
final class Drafts {
    /** For a machine that was found and whose template is not configured. */
    private static final Duration LEASE_WITHOUT_TEMPLATE = Duration.ofHours(24);

    private final MachineNames names;

    Drafts(MachineNames names) {
        this.names = names;
    }

    /** When lines of the journal are missing, a machine may have gone further than it says: nothing is made again. */
    static List<Action> precautions(Collection<Machine> machines) {
        return machines.stream()
                .filter(machine -> machine.phase().compareTo(Phase.BOOTING) < 0)
                .<Action>map(machine -> new Action.Move(
                        machine.name(), Phase.BOOTING, false, "it may be there; the journal was damaged"))
                .toList();
    }

    List<Event> events(
            List<Action> actions,
            FleetSpec spec,
            Map<String, Machine> machines,
            UnaryOperator<Machine> counted,
            Map<String, AgentView> agents,
            Instant now) {
        return actions.stream()
                .map(action -> action instanceof Action.Quiesced quiesced
                        ? ended(machines.get(quiesced.machine()), counted, agents)
                        : action)
                .filter(Objects::nonNull)
                .filter(action -> !(action instanceof Action.Move move)
                        || machines.containsKey(move.machine())
                                && machines.get(move.machine()).mayMove(move.to()))
                .filter(action -> !disproved(action, agents))
                .map(action -> event(hurried(action, machines, agents), spec, agents, now))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The end of a draining machine, unless a build resumed on it since its agent was asked. */
    private static Action ended(Machine machine, UnaryOperator<Machine> counted, Map<String, AgentView> agents) {
        if (machine == null || counted.apply(machine).running() > 0) {
            return null;
        }
        AgentView agent = agents.get(machine.name());
        return agent != null && agent.busy() > 0
                ? null
                : new Action.Move(machine.name(), Phase.TERMINATING, machine.failed(), machine.cause());
    }

    /** A creation that was refused, and whose machine is there nevertheless: the answer may have waited for a commit. */
    private static boolean disproved(Action action, Map<String, AgentView> agents) {
        if (action instanceof Action.Move move && move.to() == Phase.TERMINATING && move.failed()) {
            AgentView agent = agents.get(move.machine());
            return agent != null && agent.online();
        }
        return false;
    }

    /** A machine whose agent never connected has nothing to finish. */
    private static Action hurried(Action action, Map<String, Machine> machines, Map<String, AgentView> agents) {
        if (action instanceof Action.Move move && move.to() == Phase.DRAINING) {
            AgentView agent = agents.get(move.machine());
            boolean connected = agent != null && (agent.online() || agent.busy() > 0);
            if (machines.get(move.machine()).phase().coming() && !connected) {
                return new Action.Move(move.machine(), Phase.TERMINATING, move.failed(), move.why());
            }
        }
        return action;
    }

    private Optional<Event> event(Action action, FleetSpec spec, Map<String, AgentView> agents, Instant now) {
        if (action instanceof Action.Launch launch) {
            return spec.template(launch.template()).map(t -> new Event.Known(launched(t, launch.why(), now)));
        } else if (action instanceof Action.Move move) {
            return Optional.of(new Event.Moved(move.machine(), move.to(), now, move.failed(), move.why()));
        } else if (action instanceof Action.Recount recount) {
            return Optional.of(new Event.Counted(recount.machine(), recount.uses(), recount.running()));
        } else if (action instanceof Action.Adopt adopt) {
            Machine found = found(adopt.machine(), adopt.template(), adopt.provider(), spec, now);
            return Optional.of(new Event.Known(adopted(found, agents.get(adopt.machine()))
                    .moved(Phase.ONLINE, now, false, "found in use; the journal did not know it")));
        } else if (action instanceof Action.Reclaim reclaim) {
            Machine found = found(reclaim.machine(), reclaim.template(), reclaim.provider(), spec, now);
            return Optional.of(new Event.Known(
                    found.moved(Phase.TERMINATING, now, false, "found at the provider; nobody knew it")));
        }
        return Optional.empty();
    }

    /**
     * Nobody knows how many builds it served: one with a limit takes no more. It may be about to resume a build after a
     * restart, so it counts as used until that was found out.
     */
    private static Machine adopted(Machine found, AgentView agent) {
        int running = Math.max(found.executors(), agent == null ? 0 : agent.busy());
        return found.counted(Math.max(found.maxUses(), running), running);
    }

    private Machine launched(TemplateSpec template, String why, Instant now) {
        return new Machine(
                names.next(template.name()),
                template.name(),
                template.provider(),
                template.image(),
                template.executors(),
                template.maxUses(),
                Phase.PLANNED,
                now,
                now,
                now.plus(template.lease()),
                0,
                0,
                false,
                why,
                template.environment());
    }

    /** Of a machine without a template nobody knows how often it may be used: once, and that is now. */
    private static Machine found(String name, String template, String provider, FleetSpec spec, Instant now) {
        Optional<TemplateSpec> known = spec.template(template);
        return new Machine(
                name,
                template,
                provider,
                known.map(TemplateSpec::image).orElse(""),
                known.map(TemplateSpec::executors).orElse(1),
                known.map(TemplateSpec::maxUses).orElse(1),
                Phase.PLANNED,
                now,
                now,
                now.plus(known.map(TemplateSpec::lease).orElse(LEASE_WITHOUT_TEMPLATE)),
                0,
                0,
                false,
                "",
                known.map(TemplateSpec::environment).orElse(""));
    }
}
