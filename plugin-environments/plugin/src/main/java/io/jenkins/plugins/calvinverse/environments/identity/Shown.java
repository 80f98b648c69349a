package io.jenkins.plugins.calvinverse.environments.identity;

import io.calvinverse.environments.handover.Passage;
import io.jenkins.plugins.calvinverse.environments.spi.ExpectedMachine;
import io.jenkins.plugins.calvinverse.environments.spi.MachineIdentity;
import io.jenkins.plugins.calvinverse.environments.spi.MachineIdentity.State;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What those who look at a desk see until its next turn ends.
 *
 * @param read whether the record was
 * @param states of all hand-overs not at their end, by machine
 * @param waits why machines that wait do so, by machine
 * @param trouble of the record; empty while all is well
 */
record Shown(boolean read, Map<String, MachineIdentity> states, Map<String, String> waits, String trouble) {
    static final Shown NOTHING = new Shown(true, Map.of(), Map.of(), "");
    static final Shown UNREAD = new Shown(false, Map.of(), Map.of(), "");

    private static final EnumSet<State> AT_REST = EnumSet.of(State.HELD, State.ALARMED);

    static Shown of(List<Passage> open, Map<String, String> troubles, Map<String, String> waits) {
        Map<String, MachineIdentity> states = new LinkedHashMap<>();
        for (Passage each : open) {
            String machine = each.recipient().machine();
            String trouble = troubles.getOrDefault(machine, "");
            State state = state(each.phase());
            boolean alarmed = state == State.ALARMED && trouble.isEmpty();
            states.put(
                    machine,
                    new MachineIdentity(
                            machine,
                            state,
                            each.recipient().host(),
                            each.since(),
                            alarmed ? Messages.Shown_Alarm(each.recipient().key()) : trouble));
        }
        return new Shown(true, Map.copyOf(states), Map.copyOf(waits), "");
    }

    private static State state(Passage.Phase phase) {
        return switch (phase) {
            case EXPECTED, CREATING, ISSUED -> State.ISSUING;
            case PLACED -> State.PLACED;
            case HELD -> State.HELD;
            case ALARMED -> State.ALARMED;
            case RETIRING, GONE -> State.ENDING;
        };
    }

    Shown broken(String why) {
        return new Shown(read, states, waits, why);
    }

    MachineIdentity waiting(ExpectedMachine machine) {
        String why = trouble.isEmpty() ? waits.getOrDefault(machine.name(), "") : trouble;
        return new MachineIdentity(machine.name(), State.WAITING, machine.host(), Instant.EPOCH, why);
    }

    /** Whether something goes on by itself. */
    boolean restless() {
        return !read
                || !trouble.isEmpty()
                || states.values().stream().anyMatch(each -> !AT_REST.contains(each.state()));
    }
}
