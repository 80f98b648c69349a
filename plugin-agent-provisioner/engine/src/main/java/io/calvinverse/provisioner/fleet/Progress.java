package io.calvinverse.provisioner.fleet;

import static io.calvinverse.provisioner.machine.Phase.BOOTING;
import static io.calvinverse.provisioner.machine.Phase.GONE;
import static io.calvinverse.provisioner.machine.Phase.ONLINE;
import static io.calvinverse.provisioner.machine.Phase.REGISTERED;
import static io.calvinverse.provisioner.machine.Phase.TERMINATING;

import io.calvinverse.provisioner.fleet.Action.Move;
import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.Phase;
import io.calvinverse.provisioner.provider.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Moves machines along by what is seen of them, and gives up those that take too long or broke. */
final class Progress {
    /** Longer than a reload of the controller's configuration leaves it without agents. */
    private static final Duration FORGOTTEN = Duration.ofSeconds(30);

    private final Situation now;

    Progress(Situation now) {
        this.now = now;
    }

    Optional<Action> next(Machine machine) {
        String alarm = now.membership(machine).alarm();
        if (!alarm.isEmpty() && machine.phase().compareTo(TERMINATING) < 0) {
            return failed(machine, alarm);
        }
        return switch (machine.phase()) {
            case PLANNED, CREATING, BOOTING, REGISTERED -> coming(machine);
            case ONLINE, DRAINING -> lost(machine);
            case TERMINATING -> gone(machine);
            case GONE -> Optional.empty();
        };
    }

    private Optional<Action> coming(Machine machine) {
        if (now.online(machine) || now.busy(machine) > 0 || machine.uses() > 0) {
            return move(machine, ONLINE, "its agent connected");
        }
        Optional<TemplateSpec> template = now.spec().template(machine.template());
        if (template.isEmpty()) {
            return move(machine, TERMINATING, "its template is no longer configured");
        }
        if (!now.now().isBefore(machine.leaseEnd())) {
            return failed(machine, "its lease ended before its agent connected");
        }
        TemplateSpec.Limits limits = template.get().limits();
        if (machine.phase() == BOOTING || machine.phase() == REGISTERED) {
            return broken(machine).or(() -> new Boot(now, machine, limits).next());
        }
        if (listed(machine).filter(i -> i.state() == Instance.State.RUNNING).isPresent()) {
            return move(machine, BOOTING, "the provider lists it");
        }
        Duration waited = now.sinceStartOr(machine.planned());
        return waited.compareTo(limits.create()) > 0
                ? failed(
                        machine, "the provider did not make it within " + Spans.text(limits.create()) + reason(machine))
                : Optional.empty();
    }

    private Optional<Action> lost(Machine machine) {
        boolean vanished = new Cordon(now).vanished(machine);
        if (now.online(machine) && !vanished) {
            return Optional.empty();
        }
        Optional<Action> broken = broken(machine);
        if (broken.isPresent() || now.online(machine)) {
            return broken;
        }
        Instant offline = now.watch(machine).offline();
        if (vanished && offline != null && now.sinceStartOr(offline).compareTo(Cordon.VANISHED) > 0) {
            return failed(
                    machine, "its agent is not connected, and environment " + machine.environment() + " lost it, too");
        }
        Duration limit = now.spec()
                .template(machine.template())
                .map(t -> t.limits().offline())
                .orElse(Retirement.OFFLINE_WITHOUT_TEMPLATE);
        return offline != null && now.sinceStartOr(offline).compareTo(limit) > 0
                ? failed(machine, "its agent was not connected for " + Spans.text(limit))
                : Optional.empty();
    }

    /**
     * What is said against a machine whose agent is not connected, or which its environment lost; the provider alone does
     * not outvote the agent.
     */
    private Optional<Action> broken(Machine machine) {
        Instant unknown = now.watch(machine).unknown();
        if (unknown != null && Duration.between(unknown, now.now()).compareTo(FORGOTTEN) > 0) {
            return move(machine, TERMINATING, "its agent was removed from the controller");
        }
        Inventory inventory = now.inventories().get(machine.provider());
        if (inventory == null) {
            return Optional.empty();
        }
        if (inventory.misses(machine.name(), now.made(machine))) {
            return failed(machine, "the provider no longer lists it");
        }
        return listed(machine)
                .filter(i -> i.state() == Instance.State.STOPPED)
                .flatMap(i ->
                        failed(machine, "it stopped by itself" + (i.detail().isEmpty() ? "" : ": " + i.detail())));
    }

    private Optional<Action> gone(Machine machine) {
        Instant destroyed = now.watch(machine).destroyed();
        Inventory inventory = now.inventories().get(machine.provider());
        boolean absent = destroyed != null
                && inventory != null
                && inventory.asked().isAfter(destroyed)
                && inventory.tells(now.made(machine))
                && !inventory.instances().containsKey(machine.name());
        return absent && now.membership(machine).released()
                ? Optional.of(new Move(machine.name(), GONE, machine.failed(), machine.cause()))
                : Optional.empty();
    }

    private Optional<Instance> listed(Machine machine) {
        return Optional.ofNullable(now.inventories().get(machine.provider()))
                .filter(i -> i.asked().isAfter(machine.since()))
                .map(i -> i.instances().get(machine.name()));
    }

    private static String reason(Machine machine) {
        return machine.cause().isEmpty() ? "" : " (" + machine.cause() + ")";
    }

    static Optional<Action> move(Machine machine, Phase to, String why) {
        return Optional.of(new Move(machine.name(), to, false, why));
    }

    static Optional<Action> failed(Machine machine, String why) {
        return Optional.of(new Move(machine.name(), TERMINATING, true, why));
    }
}
