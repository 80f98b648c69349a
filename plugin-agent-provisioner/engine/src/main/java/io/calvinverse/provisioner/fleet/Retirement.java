package io.calvinverse.provisioner.fleet;

import static io.calvinverse.provisioner.machine.Phase.DRAINING;
import static io.calvinverse.provisioner.machine.Phase.ONLINE;

import io.calvinverse.provisioner.fleet.Action.Move;
import io.calvinverse.provisioner.fleet.Action.Recount;
import io.calvinverse.provisioner.machine.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Takes machines out of service whose time has come for a reason of their own. Idle ones are {@link Supply}'s. */
final class Retirement {
    static final Duration OFFLINE_WITHOUT_TEMPLATE = Duration.ofMinutes(10);
    /** A build that ended is reported within seconds, also on a busy controller. */
    private static final Duration REPORT = Duration.ofSeconds(60);

    private final Situation now;

    Retirement(Situation now) {
        this.now = now;
    }

    Optional<Action> next(Machine machine) {
        Optional<Action> recount = recount(machine);
        return recount.isPresent() || machine.phase() != ONLINE ? recount : drain(machine);
    }

    private Optional<Action> drain(Machine machine) {
        Optional<TemplateSpec> template = now.spec().template(machine.template());
        if (template.isEmpty()) {
            return drain(machine, "its template is no longer configured");
        }
        if (!now.now().isBefore(machine.leaseEnd())) {
            return drain(machine, "its lease ended");
        }
        boolean unused = machine.running() == 0 && now.busy(machine) == 0;
        if (unused && machine.exhausted()) {
            return drain(machine, "it served " + machine.uses() + " of " + machine.maxUses() + " builds");
        }
        String image = template.get().image();
        return unused && !machine.image().equals(image)
                ? drain(machine, "its image " + machine.image() + " was replaced by " + image)
                : Optional.empty();
    }

    /** Builds whose end was never reported, because the controller crashed or the build was lost with its agent. */
    private Optional<Action> recount(Machine machine) {
        Instant idle = now.watch(machine).idle();
        if (machine.running() == 0 || idle == null || !now.online(machine)) {
            return Optional.empty();
        }
        return !now.resuming() && Duration.between(idle, now.now()).compareTo(REPORT) > 0
                ? Optional.of(new Recount(machine.name(), machine.uses(), 0))
                : Optional.empty();
    }

    private static Optional<Action> drain(Machine machine, String why) {
        return Optional.of(new Move(machine.name(), DRAINING, false, why));
    }
}
