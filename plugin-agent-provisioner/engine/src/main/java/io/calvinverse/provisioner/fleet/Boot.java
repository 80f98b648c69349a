package io.calvinverse.provisioner.fleet;

import io.calvinverse.provisioner.fleet.Membership.State;
import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What becomes of a machine between its making and its agent's first connection. */
record Boot(Situation now, Machine machine, TemplateSpec.Limits limits) {
    /**
     * So long an environment must have been sure in a row that a machine is not there: after an outage machines need a
     * moment to register, and must not be blamed for it.
     */
    private static final Duration SURE = Duration.ofMinutes(2);

    Optional<Action> next() {
        Membership seen = now.membership(machine);
        if (machine.phase() == Phase.BOOTING && seen.state() == State.REGISTERED) {
            return Progress.move(machine, Phase.REGISTERED, "environment " + machine.environment() + " shows it");
        }
        Duration waited = now.sinceStartOr(machine.since());
        if (machine.phase() == Phase.REGISTERED) {
            return over(waited, limits.connect())
                    ? fail(
                            "its agent did not connect within " + Spans.text(limits.connect())
                                    + " after it registered in environment " + machine.environment(),
                            seen)
                    : Optional.empty();
        }
        if (seen.state() == State.NONE) {
            return over(waited, limits.boot()) ? unconnected(limits.boot(), seen) : Optional.empty();
        }
        if (over(waited, limits.boot()) && sure()) {
            return fail(
                    "it did not register in environment " + machine.environment() + " within "
                            + Spans.text(limits.boot()) + " after it was made",
                    seen);
        }
        Duration both = limits.boot().plus(limits.connect());
        return over(waited, both) ? unconnected(both, seen) : Optional.empty();
    }

    private boolean sure() {
        Instant missing = now.watch(machine).missing();
        return missing != null && over(Duration.between(missing, now.now()), SURE);
    }

    private static boolean over(Duration waited, Duration limit) {
        return waited.compareTo(limit) > 0;
    }

    private Optional<Action> unconnected(Duration limit, Membership seen) {
        return fail("its agent did not connect within " + Spans.text(limit) + " after it was made", seen);
    }

    private Optional<Action> fail(String what, Membership seen) {
        return Progress.failed(
                machine, what + (seen.trouble().isEmpty() ? "" : " (" + seen.trouble() + ")") + "; see its console");
    }
}
