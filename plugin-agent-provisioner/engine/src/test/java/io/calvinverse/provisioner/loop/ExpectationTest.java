package io.calvinverse.provisioner.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.provisioner.machine.Phase;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The controller is made to expect an agent while its machine is being made. */
class ExpectationTest {
    private final Stage stage = new Stage();

    @BeforeEach
    void open() throws IOException {
        stage.open();
    }

    private String ordered() {
        stage.wants(1);
        stage.reconciler.round();
        return stage.journal.ledger.machines().keySet().iterator().next();
    }

    @Test
    void theProviderNeedNotWaitForTheController() {
        ordered();
        stage.expectation = new IOException("No space left on device");
        stage.rounds(3);
        assertEquals(1, stage.there.size());
        assertTrue(stage.reconciler.view().troubles().toString().contains("No space left"));
        stage.expectation = null;
        stage.rounds(8);
        assertEquals(1, stage.agents.size());
        assertEquals("{}", stage.reconciler.view().troubles().toString());
    }

    /** Adding agents would take the processor from the calls of all the others that were ordered with this one. */
    @Test
    void theProviderIsAskedARoundBeforeTheController() {
        ordered();
        stage.tasks.forEach(Runnable::run);
        stage.tasks.clear();
        assertEquals(1, stage.there.size());
        assertEquals(0, stage.count("expect"));
        stage.round();
        assertEquals(1, stage.count("expect"));
    }

    @Test
    void anAgentThatCannotBeAddedWasNotRemoved() {
        String name = ordered();
        stage.expectation = new IOException("No space left on device");
        stage.rounds(60);
        assertEquals(Phase.BOOTING, stage.machine(name).phase());
        stage.rounds(120);
        assertEquals(0, stage.count("withdraw " + name) - stage.count("destroy " + name), stage.calls.toString());
        assertTrue(stage.news.contains("BOOTING -> TERMINATING"), stage.news.toString());
    }

    @Test
    void anAgentThatIsBeingAddedIsNotWithdrawnMeanwhile() {
        String name = ordered();
        stage.reconciler.round();
        Runnable expect = stage.tasks.remove(2);
        stage.rounds(2);
        assertEquals(0, stage.count("expect"));
        stage.wants(0);
        stage.reconciler.destroy(name, "by hand");
        stage.rounds(3);
        assertEquals(Phase.TERMINATING, stage.machine(name).phase());
        assertEquals(0, stage.count("destroy"));
        expect.run();
        stage.rounds(15);
        assertEquals(1, stage.count("destroy " + name));
        assertTrue(stage.agents.isEmpty());
    }

    @Test
    void anAgentThatWasAddedIsNotAddedAgain() {
        String name = ordered();
        stage.rounds(3);
        stage.agents.remove(name);
        stage.rounds(10);
        assertEquals(1, stage.count("expect " + name));
        stage.wants(0);
        stage.rounds(40);
        assertTrue(stage.news.contains("BOOTING -> TERMINATING"), stage.news.toString());
    }

    @Test
    void anAgentThatACrashLeftOutIsAddedByTheNextRun() throws IOException {
        String name = ordered();
        stage.rounds(1);
        stage.tasks.clear();
        stage.agents.clear();
        stage.reconciler.round();
        assertEquals(Phase.BOOTING, stage.machine(name).phase());
        stage.open();
        stage.rounds(3);
        assertEquals(2, stage.count("expect " + name));
        assertEquals(1, stage.count("create " + name));
        assertTrue(stage.agents.containsKey(name));
    }
}
