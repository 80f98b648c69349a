package io.calvinverse.provisioner.fleet;

import static io.calvinverse.provisioner.fleet.Scene.ago;
import static io.calvinverse.provisioner.fleet.Scene.template;
import static io.calvinverse.provisioner.machine.Phase.BOOTING;
import static io.calvinverse.provisioner.machine.Phase.DRAINING;
import static io.calvinverse.provisioner.machine.Phase.ONLINE;
import static io.calvinverse.provisioner.machine.Phase.PLANNED;
import static io.calvinverse.provisioner.machine.Phase.TERMINATING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.provider.Instance;
import java.util.List;
import org.junit.jupiter.api.Test;

class SupplyTest {
    private final Scene scene = new Scene();

    @Test
    void whatWaitsGetsMachinesByTheirExecutors() {
        scene.with(template("t", 2, 0, 0, 9)).wants("l", 5, "t");
        assertEquals(List.of("launch t", "launch t", "launch t"), scene.actions());
        assertTrue(scene.decide().shortages().isEmpty());
    }

    @Test
    void usesBoundWhatOneMachineTakes() {
        scene.with(template("t", 4, 1, 0, 9)).wants("l", 2, "t");
        assertEquals(List.of("launch t", "launch t"), scene.actions());
    }

    @Test
    void machinesOnTheirWayAreCounted() {
        scene.with(template("t", 1, 0, 0, 9)).wants("l", 3, "t");
        scene.machine("a", PLANNED, 1);
        scene.machine("b", BOOTING, 1);
        assertEquals(List.of("launch t"), scene.actions());
    }

    @Test
    void idleMachinesAreCountedAndBusyOnesAreNot() {
        scene.with(template("t", 1, 0, 0, 9)).wants("l", 2, "t");
        scene.machine("idle", ONLINE, 10);
        scene.online("idle", 0);
        scene.put(scene.machine("busy", ONLINE, 10).counted(1, 1));
        scene.online("busy", 1);
        scene.machine("uncounted", ONLINE, 10);
        scene.online("uncounted", 1);
        assertEquals(List.of("launch t"), scene.actions());
    }

    @Test
    void machinesThatGoOrMayNotServeAreNotCounted() {
        scene.with(template("t", 1, 0, 0, 9)).wants("l", 1, "t");
        scene.machine("draining", DRAINING, 10);
        scene.online("draining", 1);
        scene.machine("terminating", TERMINATING, 10);
        scene.machine("cordoned", ONLINE, 10);
        scene.online("cordoned", 0);
        scene.agents.put("cordoned", new AgentView(true, false, 0));
        assertEquals(List.of("launch t"), scene.actions());
    }

    @Test
    void aShortLossOfTheConnectionOrdersNothing() {
        scene.with(template("t", 1, 0, 0, 9)).wants("l", 1, "t");
        scene.machine("m", ONLINE, 100);
        scene.offline("m", 59);
        assertEquals(List.of(), scene.actions());
        scene.offline("m", 60);
        assertEquals(List.of("launch t"), scene.actions());
        scene.started = ago(30);
        assertEquals(List.of(), scene.actions(), "nor does a restart");
    }

    @Test
    void theFirstTemplateIsFilledBeforeTheNext() {
        scene.with(template("a", 1, 0, 0, 2), template("b", 1, 0, 0, 9)).wants("l", 3, "a", "b");
        assertEquals(List.of("launch a", "launch a", "launch b"), scene.actions());
    }

    @Test
    void whatCannotBeMadeIsNamedWithEveryReason() {
        scene.with(template("a", 1, 0, 0, 1), template("b", 1, 0, 0, 9)).wants("l", 4, "a", "b", "removed");
        scene.breakers.put("b", new Breaker(3, Breaker.CLOSED.backoff(), Scene.NOW.plusSeconds(30), "quota"));
        Decision decision = scene.decide();
        assertEquals(
                List.of(new Shortage(
                        "l",
                        3,
                        "template a is at its cap of 1 machines; template b is paused until "
                                + "2026-01-01T12:00:30Z, because quota")),
                decision.shortages());
        assertEquals(1, decision.actions().size());
    }

    @Test
    void underScarcityTheQueuesOrderDecides() {
        scene.with(template("a", 1, 0, 0, 9), template("b", 1, 0, 0, 9))
                .wants("old", 1, "a", "b")
                .wants("new", 1, "b");
        scene.cap = 1;
        assertEquals(List.of("launch a"), scene.actions());
        assertEquals("new", scene.decide().shortages().get(0).label());
    }

    @Test
    void whatIsOrderedForOneServesTheOthersToo() {
        scene.with(template("t", 4, 0, 0, 9)).wants("x", 1, "t").wants("y", 3, "t");
        assertEquals(List.of("launch t"), scene.actions());
    }

    @Test
    void sparesAreKeptBeyondWhatWaits() {
        scene.with(template("t", 1, 0, 2, 9)).wants("l", 1, "t");
        assertEquals(List.of("launch t", "launch t", "launch t"), scene.actions());
    }

    @Test
    void idleMachinesGoAfterTheirTimeButForTheSpareOnes() {
        scene.with(template("t", 1, 0, 1, 9));
        for (int i = 0; i < 3; i++) {
            scene.machine("m" + i, ONLINE, 119 + i);
            scene.online("m" + i, 0);
        }
        assertEquals(List.of("m1 DRAINING", "m2 DRAINING"), scene.actions());
        scene.wants("l", 1, "t");
        assertEquals(List.of("m1 DRAINING"), scene.actions().stream().sorted().toList());
    }

    @Test
    void idleTimeBeginsWithTheConnection() {
        scene.with(template("t", 1, 0, 0, 9));
        Machine m = scene.machine("m", ONLINE, 119);
        scene.online("m", 0);
        scene.watches.put(m.name(), new Watch(ago(500), null, null, null, null, null));
        assertEquals(List.of(), scene.actions());
    }

    @Test
    void idleMachinesOfOthersGiveWayAtTheFleetsCap() {
        scene.with(template("t", 1, 0, 3, 9), template("u", 2, 0, 0, 9)).wants("l", 4, "u");
        scene.cap = 3;
        for (int i = 0; i < 3; i++) {
            scene.machine("m" + i, ONLINE, 1);
            scene.online("m" + i, 0);
        }
        assertEquals(List.of("m0 DRAINING", "m1 DRAINING"), scene.actions());
        scene.machine("m0", TERMINATING, 1);
        assertEquals(List.of("m1 DRAINING"), scene.actions(), "one is on its way out already");
    }

    @Test
    void nothingGivesWayToATemplateThatIsPaused() {
        scene.with(template("t", 1, 0, 1, 9), template("u", 1, 0, 0, 9)).wants("l", 1, "u");
        scene.cap = 1;
        scene.breakers.put("u", new Breaker(3, Breaker.CLOSED.backoff(), Scene.NOW.plusSeconds(30), "quota"));
        scene.machine("m", ONLINE, 1);
        scene.online("m", 0);
        assertEquals(List.of(), scene.actions());
    }

    @Test
    void whatWasFoundBeyondTheCapIsOnItsWayOutAlready() {
        scene.with(template("t", 1, 0, 1, 9));
        scene.cap = 1;
        scene.machine("m", ONLINE, 1);
        scene.online("m", 0);
        scene.listed(0, Scene.instance("stray", Instance.State.RUNNING), Scene.instance("m", Instance.State.RUNNING));
        assertEquals(List.of("reclaim stray"), scene.actions());
    }

    @Test
    void aCapThatWasLoweredIsKeptByLettingIdleMachinesGo() {
        scene.with(template("t", 1, 0, 3, 3));
        scene.cap = 1;
        for (int i = 0; i < 3; i++) {
            scene.machine("m" + i, ONLINE, 1);
            scene.online("m" + i, 0);
        }
        scene.put(scene.machine("m1", ONLINE, 1).counted(1, 1));
        scene.online("m1", 1);
        assertEquals(List.of("m0 DRAINING", "m2 DRAINING"), scene.actions());
    }
}
