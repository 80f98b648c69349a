package io.calvinverse.provisioner.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.provisioner.machine.Phase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final Ledger ledger = new Ledger();

    private void move(Phase phase, long seconds) {
        ledger.apply(new Event.Moved("m", phase, Events.T.plusSeconds(seconds), false, ""));
    }

    @Test
    void aMachineLivesFromKnownToGone() {
        ledger.apply(Events.known("m"));
        move(Phase.ONLINE, 5);
        ledger.apply(new Event.Counted("m", 2, 1));
        assertEquals(Phase.ONLINE, ledger.machines().get("m").phase());
        assertEquals(2, ledger.machines().get("m").uses());
        move(Phase.GONE, 6);
        assertTrue(ledger.machines().isEmpty());
    }

    @Test
    void eventsAboutMachinesThatAreGoneChangeNothing() {
        move(Phase.ONLINE, 5);
        ledger.apply(new Event.Counted("m", 2, 1));
        assertTrue(ledger.machines().isEmpty());
    }

    @Test
    void nothingGoesBack() {
        ledger.apply(Events.known("m"));
        move(Phase.DRAINING, 5);
        move(Phase.ONLINE, 6);
        assertEquals(Phase.DRAINING, ledger.machines().get("m").phase());
    }

    @Test
    void theLatestTimeIsKept() {
        move(Phase.ONLINE, 5);
        move(Phase.ONLINE, 3);
        assertEquals(Events.T.plusSeconds(5), ledger.latest());
    }

    @Test
    void theOrderIsThatOfTheirComing() {
        for (String name : List.of("z", "a", "m")) {
            ledger.apply(Events.known(name));
        }
        ledger.apply(new Event.Counted("z", 1, 0));
        assertEquals(List.of("z", "a", "m"), List.copyOf(ledger.machines().keySet()));
        Map<String, ?> view = ledger.machines();
        assertThrows(UnsupportedOperationException.class, view::clear);
    }
}
