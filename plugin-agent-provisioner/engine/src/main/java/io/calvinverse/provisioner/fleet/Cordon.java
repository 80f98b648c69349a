package io.calvinverse.provisioner.fleet;

import io.calvinverse.provisioner.fleet.Membership.State;
import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Machines that their environment lost while their agents go on. One witness is not enough to destroy: it may be the
 * environment that is wrong. They take no new build until they are back, and go when the provider or the controller
 * agrees.
 */
public final class Cordon {
    /** Longer than a machine needs to answer Consul again after its network stumbled. */
    static final Duration VANISHED = Duration.ofMinutes(1);

    private final Situation now;

    Cordon(Situation now) {
        this.now = now;
    }

    /** Whether it vanished from its environment alone; nothing is said when no machine is left there, see below. */
    boolean vanished(Machine machine) {
        Instant missing = now.watch(machine).missing();
        return machine.phase().compareTo(Phase.ONLINE) >= 0
                && now.membership(machine).state() == State.LOST
                && missing != null
                && Duration.between(missing, now.now()).compareTo(VANISHED) > 0
                && !collapsed(machine.environment());
    }

    /** Where all of several machines are lost at once, it is the environment that is lost. */
    private boolean collapsed(String environment) {
        int lost = 0;
        for (Machine machine : now.machines().values()) {
            if (machine.environment().equals(environment) && machine.phase().compareTo(Phase.TERMINATING) < 0) {
                State state = now.membership(machine).state();
                if (state == State.REGISTERED) {
                    return false;
                }
                lost += state == State.LOST ? 1 : 0;
            }
        }
        return lost > 1;
    }

    /** Machines that take no new build, and why, by name. */
    public static Map<String, String> of(Situation now) {
        Cordon cordon = new Cordon(now);
        Map<String, String> cordoned = new TreeMap<>();
        for (Machine machine : now.machines().values()) {
            if (machine.phase() == Phase.ONLINE && cordon.vanished(machine)) {
                String trouble = now.membership(machine).trouble();
                cordoned.put(
                        machine.name(),
                        "environment " + machine.environment() + " lost it, its agent goes on: it takes no new build"
                                + (trouble.isEmpty() ? "" : " (" + trouble + ")"));
            }
        }
        return cordoned;
    }
}
