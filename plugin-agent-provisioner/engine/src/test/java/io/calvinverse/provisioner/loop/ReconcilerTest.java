package io.calvinverse.provisioner.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.provisioner.fleet.AgentView;
import io.calvinverse.provisioner.fleet.FleetSpec;
import io.calvinverse.provisioner.fleet.Inventory;
import io.calvinverse.provisioner.journal.Event;
import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.Phase;
import io.calvinverse.provisioner.provider.Instance;
import io.calvinverse.provisioner.provider.ProviderException;
import io.calvinverse.provisioner.provider.ProviderException.Kind;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReconcilerTest {
    private final Stage stage = new Stage();

    @BeforeEach
    void open() throws IOException {
        stage.open();
    }

    @Test
    void theIntentIsJournaledBeforeTheProviderIsAsked() {
        stage.wants(3);
        stage.reconciler.round();
        assertEquals(1, stage.journal.commits.size(), "one commit for all");
        assertEquals(3, stage.journal.ledger.machines().size());
        assertEquals(List.of(), stage.calls);
        stage.tasks.forEach(Runnable::run);
        assertEquals(3, stage.count("create"));
    }

    @Test
    void everyPhaseIsToldOnce() {
        String name = stage.online();
        stage.reconciler.destroy(name, "by hand");
        stage.rounds(15);
        assertEquals(
                List.of(
                        "null -> PLANNED",
                        "PLANNED -> CREATING",
                        "CREATING -> BOOTING",
                        "BOOTING -> ONLINE",
                        "ONLINE -> TERMINATING",
                        "TERMINATING -> GONE"),
                stage.news);
        assertEquals(List.of(), List.copyOf(stage.agents.keySet()));
        assertTrue(stage.there.isEmpty());
    }

    @Test
    void aRefusedCreationCountsOnceAgainstItsTemplate() {
        stage.refusal = new ProviderException(Kind.REFUSED, "image missing");
        stage.wants(1);
        stage.rounds(2);
        assertEquals(1, stage.reconciler.view().breakers().get("t").failures());
        assertTrue(stage.news.contains("CREATING -> TERMINATING"), stage.news.toString());
    }

    @Test
    void noRoomOpensTheBreakerAtOnceAndRetryClosesIt() {
        stage.refusal = new ProviderException(Kind.EXHAUSTED, "quota");
        stage.wants(1);
        stage.rounds(15);
        assertEquals(1, stage.count("create"));
        assertTrue(stage.reconciler.view().breakers().get("t").open(stage.clock.instant()));
        assertTrue(stage.reconciler.view().shortages().get(0).cause().endsWith("because quota"));
        stage.refusal = null;
        stage.reconciler.retry("t");
        stage.round();
        assertEquals(2, stage.count("create"));
    }

    @Test
    void afterAnUnknownOutcomeTheSameCreationIsTriedAgain() {
        stage.refusal = new ProviderException(Kind.UNAVAILABLE, "timeout");
        stage.wants(1);
        stage.rounds(6);
        assertEquals(3, stage.count("create"), "after 1 and 2 seconds");
        assertEquals(1, stage.journal.ledger.machines().size());
        stage.refusal = null;
        stage.rounds(10);
        assertEquals(1, stage.there.size());
    }

    @Test
    void aLateRefusalDoesNotOutvoteTheAgent() {
        stage.wants(1);
        stage.reconciler.round();
        String name = stage.journal.ledger.machines().keySet().iterator().next();
        stage.there.put(name, new Instance(name, Stage.OWNER, "t", Instance.State.RUNNING, ""));
        stage.agents.put(name, new AgentView(true, true, 0));
        Runnable slow = stage.tasks.remove(0);
        stage.rounds(3);
        assertEquals(Phase.ONLINE, stage.machine(name).phase());
        stage.refusal = new ProviderException(Kind.REFUSED, "quota");
        slow.run();
        stage.rounds(3);
        assertEquals(Phase.ONLINE, stage.machine(name).phase());
    }

    @Test
    void whileTheDiskIsFullNothingIsOrderedTwice() {
        stage.wants(1);
        stage.reconciler.round();
        stage.journal.full = true;
        stage.rounds(5);
        assertEquals(1, stage.count("create"));
        assertTrue(stage.reconciler.view().troubles().get("journal").contains("No space left"));
        stage.journal.full = false;
        stage.rounds(1);
        assertNull(stage.reconciler.view().troubles().get("journal"));
        assertEquals(
                Phase.BOOTING,
                stage.journal.ledger.machines().values().iterator().next().phase());
    }

    @Test
    void aBuildIsSafeWhenItsStageCompletes() {
        String name = stage.online();
        CompletionStage<Void> accepted = stage.reconciler.accepted(name);
        assertEquals(1, stage.reconciler.current(name).running());
        assertEquals(0, stage.journal.ledger.machines().get(name).running());
        stage.journal.full = true;
        stage.round();
        assertFalse(accepted.toCompletableFuture().isDone());
        stage.journal.full = false;
        stage.round();
        assertTrue(accepted.toCompletableFuture().isDone());
        assertEquals(1, stage.journal.ledger.machines().get(name).uses());
    }

    @Test
    void aListenerThatThrowsChangesNothing() {
        String name = stage.online();
        stage.deaf = new IllegalStateException("deaf");
        stage.reconciler.accepted(name);
        stage.wants(2);
        stage.rounds(3);
        assertEquals(1, stage.machine(name).uses());
        assertEquals(2 + 1, stage.reconciler.view().machines().size());
    }

    @Test
    void draining() {
        String name = stage.online();
        stage.reconciler.accepted(name);
        stage.agents.put(name, new AgentView(true, true, 1));
        stage.reconciler.drain(name, "by hand");
        stage.rounds(3);
        assertEquals(Phase.DRAINING, stage.machine(name).phase());
        assertFalse(stage.reconciler.current(name).accepts(stage.clock.instant()));
        stage.reconciler.completed(name);
        stage.agents.put(name, new AgentView(true, true, 0));
        stage.quiet = false;
        stage.rounds(3);
        assertEquals(Phase.DRAINING, stage.machine(name).phase(), "the controller says that a build may start");
        stage.quiet = true;
        stage.rounds(2);
        assertEquals(Phase.TERMINATING, stage.machine(name).phase());
    }

    @Test
    void drainingWhatNeverConnectedEndsIt() {
        stage.wants(1);
        stage.rounds(2);
        String name = stage.journal.ledger.machines().keySet().iterator().next();
        stage.wants(0);
        stage.reconciler.drain(name, "by hand");
        stage.round();
        assertEquals(Phase.TERMINATING, stage.machine(name).phase());
        assertEquals(0, stage.count("quiesce"));
    }

    @Test
    void launchingByHandKeepsToTheCaps() {
        stage.reconciler.configure(new FleetSpec(Stage.OWNER, 1, List.of(Stage.template(1, 0))));
        stage.reconciler.launch("t", "by hand");
        stage.reconciler.launch("t", "by hand");
        stage.reconciler.launch("unknown", "by hand");
        stage.round();
        assertEquals(1, stage.journal.ledger.machines().size());
    }

    @Test
    void theConsoleOfAFailedMachineIsAskedForOnceAndKeepsNothingAlive() {
        stage.console = new IllegalStateException("a defect in the provider");
        stage.refusal = new ProviderException(Kind.REFUSED, "image missing");
        stage.withdrawal = new IOException("No space left on device");
        stage.wants(1);
        stage.rounds(1);
        stage.wants(0);
        stage.rounds(5);
        assertEquals(1, stage.count("console"));
        assertTrue(stage.count("destroy") > 1);
        assertTrue(
                stage.reconciler.view().troubles().toString().contains("its agent could not be removed"),
                stage.reconciler.view().troubles().toString());
        assertTrue(stage.news.stream().anyMatch(n -> n.startsWith("console The provider could not give")));
        stage.withdrawal = null;
        stage.rounds(60);
        assertEquals(List.of(), List.copyOf(stage.reconciler.view().machines().keySet()));
        assertEquals("{}", stage.reconciler.view().troubles().toString());
    }

    @Test
    void aMachineThatAppearsAfterItsEndIsRemovedAlsoWithoutAnyTemplate() {
        String name = stage.online();
        stage.reconciler.configure(stage.spec.retired());
        stage.rounds(20);
        assertEquals(List.of(), List.copyOf(stage.reconciler.view().machines().keySet()));
        stage.there.put(name, new Instance(name, Stage.OWNER, "t", Instance.State.RUNNING, ""));
        stage.rounds(60);
        assertTrue(stage.there.isEmpty());
    }

    @Test
    void aProviderThatIsNoLongerConfiguredKeepsItsMachinesInTheLedger() {
        String name = stage.online();
        stage.configured = false;
        stage.reconciler.destroy(name, "by hand");
        stage.rounds(5);
        assertEquals(Phase.TERMINATING, stage.machine(name).phase());
        assertTrue(stage.reconciler.view().troubles().get(name).contains("not configured any more"));
        stage.configured = true;
        stage.rounds(90);
        assertNull(stage.machine(name));
    }

    @Test
    void theEndJournalsTheLastBuilds() throws IOException {
        String name = stage.online();
        stage.reconciler.accepted(name);
        stage.reconciler.close();
        assertEquals(1, stage.journal.ledger.machines().get(name).uses());
        assertTrue(stage.journal.closed);
    }

    @Test
    void aDamagedJournalIsTakenWithCareUntilTheProvidersWereListed() throws IOException {
        Stage later = new Stage();
        later.journal.damage = "1 of 9 lines";
        later.spec = new FleetSpec(Stage.OWNER, 2, List.of(Stage.template(1, 1)));
        Machine planned = new Machine(
                "t-old",
                "t",
                "p",
                "v1",
                1,
                1,
                Phase.PLANNED,
                later.clock.instant(),
                later.clock.instant(),
                later.clock.instant().plusSeconds(3_600),
                0,
                0,
                false,
                "");
        later.journal.ledger.apply(new Event.Known(planned));
        later.there.put("t-lost", new Instance("t-lost", Stage.OWNER, "t", Instance.State.RUNNING, ""));
        later.open();
        assertFalse(later.reconciler.current("t-old").accepts(later.clock.instant()));
        later.wants(1);
        later.rounds(10);
        assertEquals(0, later.count("create"));
        assertEquals(1, later.journal.ledger.machines().size());
        assertFalse(later.journal.repaired);
        later.rounds(60);
        assertTrue(later.journal.repaired);
        assertEquals(0, later.calls.indexOf("list"));
        assertEquals(0, later.count("create t-old"));
        assertEquals(0, later.count("expect t-old"), "it may have come to its end");
        assertEquals(1, later.count("create"));
        assertEquals("1 of 9 lines", later.reconciler.view().troubles().get("journal as found"));
    }

    @Test
    void whatTheJournalLostIsTakenOverBeforeItsBuildGivesUp() throws IOException {
        Stage later = new Stage();
        later.there.put("t-lost", new Instance("t-lost", Stage.OWNER, "t", Instance.State.RUNNING, ""));
        later.agents.put("t-lost", new AgentView(false, true, 0));
        later.open();
        later.rounds((int) Inventory.LAG.toSeconds() + 5);
        assertEquals(Phase.ONLINE, later.machine("t-lost").phase());
        assertEquals(1, later.machine("t-lost").running());
        long listings = later.count("list");
        later.rounds(20);
        assertEquals(listings, later.count("list"), "then the pace is steady");
    }

    @Test
    void whatWasFoundInUseWithoutItsTemplateTakesNoMoreBuilds() throws IOException {
        Stage later = new Stage();
        later.there.put("old-lost", new Instance("old-lost", Stage.OWNER, "old", Instance.State.RUNNING, ""));
        later.agents.put("old-lost", new AgentView(true, true, 1));
        later.open();
        later.rounds((int) Inventory.LAG.toSeconds() + 5);
        assertEquals(1, later.machine("old-lost").uses());
        assertEquals(1, later.machine("old-lost").maxUses(), "also before it drains");
    }
}
