package io.calvinverse.provisioner.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MachineTest {
    private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");

    private static Machine machine(int executors, int maxUses) {
        return new Machine(
                "m", "t", "p", "v1", executors, maxUses, Phase.ONLINE, T, T, T.plusSeconds(60), 0, 0, false, "");
    }

    @Test
    void freeExecutorsAreBoundedByTheUsesLeft() {
        assertEquals(4, machine(4, 0).free());
        assertEquals(1, machine(4, 0).counted(9, 3).free());
        assertEquals(2, machine(4, 2).free());
        assertEquals(1, machine(4, 3).counted(2, 1).free());
        assertEquals(0, machine(4, 2).counted(2, 0).free());
        assertEquals(0, machine(1, 0).counted(5, 5).free());
    }

    @Test
    void takesBuildsUntilItsLeaseEndsOrItsUsesAreUp() {
        assertTrue(machine(1, 0).accepts(T.plusSeconds(59)));
        assertFalse(machine(1, 0).accepts(T.plusSeconds(60)));
        assertTrue(machine(1, 2).counted(1, 0).accepts(T));
        assertFalse(machine(1, 2).counted(2, 1).accepts(T));
    }

    @Test
    void onlyMachinesThatServeTakeBuilds() {
        for (Phase phase : Phase.values()) {
            assertEquals(
                    phase.compareTo(Phase.ONLINE) <= 0,
                    machine(1, 0).moved(phase, T, false, "").accepts(T),
                    phase.name());
        }
    }

    @Test
    void lifeGoesForwardOnly() {
        for (Phase from : Phase.values()) {
            for (Phase to : Phase.values()) {
                boolean again = from == Phase.CREATING && to == Phase.CREATING;
                assertEquals(
                        to.ordinal() > from.ordinal() || again,
                        machine(1, 0).moved(from, T, false, "").mayMove(to),
                        from + " to " + to);
            }
        }
    }

    @Test
    void moreEndsThanBeginningsLeaveNothingRunning() {
        assertEquals(0, machine(1, 0).counted(1, -1).running());
    }
}
