package io.calvinverse.provisioner.fleet;

import static io.calvinverse.provisioner.fleet.Scene.ago;
import static io.calvinverse.provisioner.fleet.Scene.instance;
import static io.calvinverse.provisioner.fleet.Scene.template;
import static io.calvinverse.provisioner.machine.Phase.BOOTING;
import static io.calvinverse.provisioner.machine.Phase.CREATING;
import static io.calvinverse.provisioner.machine.Phase.DRAINING;
import static io.calvinverse.provisioner.machine.Phase.ONLINE;
import static io.calvinverse.provisioner.machine.Phase.PLANNED;
import static io.calvinverse.provisioner.machine.Phase.TERMINATING;
import static io.calvinverse.provisioner.provider.Instance.State.RUNNING;
import static io.calvinverse.provisioner.provider.Instance.State.STOPPED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProgressTest {
    private final Scene scene = new Scene().with(template("t", 1, 0, 9, 9));

    private List<String> actions() {
        return scene.actions().stream().filter(a -> !a.startsWith("launch")).toList();
    }

    private String why() {
        return ((Action.Move) scene.decide().actions().get(0)).why();
    }

    @ParameterizedTest
    @EnumSource(names = {"PLANNED", "CREATING", "BOOTING"})
    void anAgentThatConnectedProvesItsMachine(Phase phase) {
        scene.machine("m", phase, 5);
        scene.online("m", 0);
        assertEquals(List.of("m ONLINE"), actions());
    }

    @Test
    void buildsProveAMachineThatIsOfflineByNow() {
        scene.put(scene.machine("m", BOOTING, 900).counted(1, 1));
        scene.offline("m", 30);
        assertEquals(List.of("m ONLINE"), actions());
    }

    @Test
    void aCreationIsConfirmedByTheListingAlone() {
        scene.machine("m", CREATING, 20);
        scene.listed(1, instance("m", RUNNING));
        assertEquals(List.of("m BOOTING"), actions());
    }

    @Test
    void anOldListingConfirmsNothing() {
        scene.machine("m", CREATING, 20);
        scene.listed(30, instance("m", RUNNING));
        assertEquals(List.of(), actions());
    }

    @ParameterizedTest
    @EnumSource(names = {"PLANNED", "CREATING"})
    void aCreationMayTakeItsTimeAndNoMore(Phase phase) {
        scene.machine("m", phase, 300);
        assertEquals(List.of(), actions());
        scene.machine("m", phase, 301);
        assertEquals(List.of("m TERMINATING failed"), actions());
        assertEquals("the provider did not make it within 5 min (cause)", why());
    }

    @Test
    void timeBeforeTheStartOfTheEngineDoesNotCount() {
        scene.started = ago(10);
        scene.machine("m", PLANNED, 3_000);
        scene.machine("n", BOOTING, 3_000);
        scene.offline("n", 10);
        assertEquals(List.of(), actions());
    }

    @Test
    void aBootMayTakeItsTimeAndNoMore() {
        scene.machine("m", BOOTING, 600);
        scene.offline("m", 600);
        assertEquals(List.of(), actions());
        scene.machine("m", BOOTING, 601);
        scene.offline("m", 601);
        assertEquals(List.of("m TERMINATING failed"), actions());
    }

    @Test
    void aLeaseThatEndsBeforeTheBootCountsAgainstTheTemplate() {
        Machine m = scene.machine("m", BOOTING, 60);
        scene.put(new Machine("m", "t", "p", "v1", 1, 0, BOOTING, m.since(), m.planned(), Scene.NOW, 0, 0, false, ""));
        assertEquals(List.of("m TERMINATING failed"), actions());
    }

    @Test
    void withoutTheTemplateNothingThatComesIsWanted() {
        scene.templates.clear();
        scene.machine("m", PLANNED, 1);
        scene.machine("n", BOOTING, 1);
        assertEquals(List.of("m TERMINATING", "n TERMINATING"), actions());
    }

    @Test
    void aMachineThatStoppedIsGivenUpWhenItsAgentIsAway() {
        scene.machine("m", ONLINE, 100);
        scene.listed(1, instance("m", STOPPED));
        scene.online("m", 0);
        assertEquals(List.of(), actions(), "the provider alone does not outvote the agent");
        scene.offline("m", 5);
        assertEquals(List.of("m TERMINATING failed"), actions());
        assertEquals("it stopped by itself: exit 1", why());
    }

    @Test
    void aMachineMissingFromTwoListingsIsGone() {
        scene.machine("m", ONLINE, 100);
        scene.offline("m", 5);
        scene.listed(1);
        assertEquals(List.of("m TERMINATING failed"), actions());
    }

    @Test
    void oneListingWithoutItIsNotEnough() {
        scene.machine("m", ONLINE, 100);
        scene.offline("m", 5);
        Inventory before = Inventory.of(ago(3), List.of(instance("m", RUNNING)), null);
        scene.inventories.put("p", Inventory.of(ago(1), List.of(), before));
        assertEquals(List.of(), actions());
    }

    @Test
    void aListingLagsBehindACreation() {
        scene.machine("m", BOOTING, 11);
        scene.offline("m", 11);
        scene.listed(2);
        assertEquals(List.of(), actions());
        scene.listed(0);
        assertEquals(List.of("m TERMINATING failed"), actions());
    }

    @ParameterizedTest
    @EnumSource(names = {"BOOTING", "ONLINE", "DRAINING"})
    void anAgentThatWasRemovedTakesItsMachineAlongButNotAtOnce(Phase phase) {
        scene.machine("m", phase, 30);
        assertEquals(List.of(), actions());
        scene.machine("m", phase, 31);
        assertEquals(List.of("m TERMINATING"), actions());
    }

    @ParameterizedTest
    @EnumSource(names = {"ONLINE", "DRAINING"})
    void aLostConnectionMayComeBackWithinItsLimit(Phase phase) {
        scene.put(scene.machine("m", phase, 1_000).counted(1, 1));
        scene.offline("m", 180);
        assertEquals(List.of(), actions());
        scene.offline("m", 181);
        assertEquals(List.of("m TERMINATING failed"), actions());
    }

    @Test
    void withoutTheTemplateAnAgentMayBeAwayTenMinutes() {
        scene.templates.clear();
        scene.put(scene.machine("m", DRAINING, 1_000).counted(1, 1));
        scene.offline("m", 600);
        assertEquals(List.of(), actions());
        scene.offline("m", 601);
        assertEquals(List.of("m TERMINATING failed"), actions());
    }

    @Test
    void aMachineIsGoneWhenItsDestructionWasAcceptedAndAListingProvesIt() {
        scene.machine("m", TERMINATING, 100);
        scene.listed(1);
        assertEquals(List.of(), actions(), "nobody accepted it");
        scene.watches.put("m", new Watch(null, null, null, null, ago(1), null));
        assertEquals(List.of(), actions(), "the listing is not younger");
        scene.watches.put("m", new Watch(null, null, null, null, ago(2), null));
        assertEquals(List.of("m GONE"), actions());
        scene.listed(1, instance("m", STOPPED));
        assertEquals(List.of(), actions(), "it is listed");
    }

    @Test
    void aMachineWhoseCreationWasTriedLatelyMayNotBeListedYet() {
        scene.machine("m", TERMINATING, 100);
        scene.watches.put("m", new Watch(null, null, null, ago(11), ago(9), null));
        scene.listed(1);
        assertEquals(List.of(), actions());
        scene.listed(0);
        assertEquals(List.of("m GONE"), actions());
    }

    @Test
    void withoutAListingNothingIsProven() {
        scene.machine("m", TERMINATING, 100);
        scene.watches.put("m", new Watch(null, null, null, null, ago(50), null));
        assertEquals(List.of(), actions());
        assertTrue(scene.decide().shortages().isEmpty());
    }
}
