package io.calvinverse.provisioner.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.provisioner.machine.Phase;
import io.calvinverse.provisioner.provider.ProviderException;
import io.calvinverse.provisioner.provider.ProviderException.Kind;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only first boot needed is taken away as soon as an agent connected. */
class SettlingTest {
    private final Stage stage = new Stage();

    @BeforeEach
    void open() throws IOException {
        stage.settles = true;
        stage.open();
    }

    @Test
    void itIsTakenAwayOnceTheAgentHasConnectedAndNotBefore() {
        stage.wants(1);
        stage.rounds(2);
        assertEquals(0, stage.count("settle"));
        String name = stage.online();
        stage.rounds(5);
        assertEquals(1, stage.count("settle " + name), stage.calls.toString());
    }

    @Test
    void untilThatSucceedsItIsTriedAgainAndSaid() {
        stage.settlement = new ProviderException(Kind.UNAVAILABLE, "the host is away");
        String name = stage.online();
        stage.rounds(5);
        assertTrue(stage.count("settle " + name) > 1, stage.calls.toString());
        assertTrue(stage.reconciler.view().troubles().toString().contains("the host is away"));
        assertEquals(Phase.ONLINE, stage.machine(name).phase());
        stage.settlement = null;
        stage.rounds(10);
        assertEquals("{}", stage.reconciler.view().troubles().toString());
    }

    @Test
    void afterARestartItIsAskedForAgain() throws Exception {
        String name = stage.online();
        stage.rounds(2);
        stage.open();
        stage.rounds(3);
        assertEquals(2, stage.count("settle " + name), stage.calls.toString());
    }

    @Test
    void aPlaceWithNothingToTakeAwayIsNotAsked() {
        stage.settles = false;
        stage.online();
        stage.rounds(5);
        assertEquals(0, stage.count("settle"));
    }
}
