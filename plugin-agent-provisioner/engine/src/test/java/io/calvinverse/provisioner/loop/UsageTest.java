package io.calvinverse.provisioner.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.provisioner.journal.Event;
import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class UsageTest {
    private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");

    private final Usage usage = new Usage();
    private final Machine machine = machine(0, 0);

    private static Machine machine(int maxUses, int uses) {
        return new Machine("m", "t", "p", "v1", 2, maxUses, Phase.ONLINE, T, T, T.plusSeconds(60), uses, 0, false, "");
    }

    private static boolean done(CompletionStage<Void> stage) {
        return stage.toCompletableFuture().isDone();
    }

    @Test
    void buildsCountBeforeTheyAreJournaled() {
        usage.accepted("m");
        usage.accepted("m");
        usage.completed("m");
        assertEquals(machine.counted(2, 1), usage.current(machine));
    }

    @Test
    void whatIsDrainedStaysCountedUntilItIsSettled() {
        CompletionStage<Void> stage = usage.accepted("m");
        Usage.Drained drained = usage.drain(Map.of("m", machine));
        assertEquals(List.of(new Event.Counted("m", 1, 1)), drained.events());
        assertEquals(1, usage.current(machine).uses());
        assertFalse(done(stage));
        usage.settle(drained);
        assertEquals(machine, usage.current(machine));
        assertTrue(done(stage));
    }

    @Test
    void whatHappensDuringTheCommitIsNotLost() {
        usage.accepted("m");
        Usage.Drained drained = usage.drain(Map.of("m", machine));
        CompletionStage<Void> later = usage.accepted("m");
        usage.completed("m");
        usage.settle(drained);
        assertFalse(done(later));
        assertEquals(machine.counted(2, 1), usage.current(machine.counted(1, 1)));
    }

    @Test
    void aFailedCommitIsTriedAgainWhole() {
        usage.accepted("m");
        usage.drain(Map.of("m", machine));
        usage.accepted("m");
        assertEquals(
                List.of(new Event.Counted("m", 2, 2)),
                usage.drain(Map.of("m", machine)).events());
    }

    @Test
    void buildsOnUnknownMachinesAreForgotten() {
        usage.accepted("stranger");
        Usage.Drained drained = usage.drain(Map.of("m", machine));
        assertEquals(List.of(), drained.events());
        usage.settle(drained);
        assertEquals(List.of(), usage.drain(Map.of("stranger", machine)).events());
    }

    @Test
    void inDoubtAMachineServedAllItMayAndRunsAllItCan() {
        usage.assume(machine(3, 1));
        assertEquals(machine(3, 3).counted(3, 2), usage.current(machine(3, 1)));
        Usage other = new Usage();
        Machine busy = machine(0, 4).counted(4, 2);
        other.assume(busy);
        assertEquals(busy, other.current(busy));
    }
}
