package io.calvinverse.provisioner.fleet;

import static io.calvinverse.provisioner.fleet.Scene.ago;
import static io.calvinverse.provisioner.fleet.Scene.instance;
import static io.calvinverse.provisioner.fleet.Scene.template;
import static io.calvinverse.provisioner.machine.Phase.BOOTING;
import static io.calvinverse.provisioner.machine.Phase.ONLINE;
import static io.calvinverse.provisioner.machine.Phase.REGISTERED;
import static io.calvinverse.provisioner.machine.Phase.TERMINATING;
import static io.calvinverse.provisioner.provider.Instance.State.STOPPED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.provisioner.fleet.Membership.State;
import io.calvinverse.provisioner.machine.Phase;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Machines that are members of environment {@code e}. Limits: boot 10 min, connect 4 min. */
class MembershipTest {
    private final Scene scene = new Scene().with(template("t", 1, 0, 9, 9));

    private List<String> actions() {
        return scene.actions().stream().filter(a -> !a.startsWith("launch")).toList();
    }

    private String why() {
        return ((Action.Move) scene.decide().actions().get(0)).why();
    }

    private void booting(long seconds, State state, long since) {
        scene.machine("m", BOOTING, seconds);
        scene.offline("m", seconds);
        scene.member("m", state, since);
    }

    /** Online machines of that names, as their environment has seen them for two minutes. */
    private void online(State state, String... names) {
        for (String name : names) {
            scene.machine(name, ONLINE, 1_000);
            scene.online(name, 0);
            scene.member(name, state, 120);
        }
    }

    private Set<String> cordoned() {
        return Cordon.of(scene.situation()).keySet();
    }

    @Test
    void aRegistrationIsAStateOfItsOwn() {
        booting(30, State.REGISTERED, 1);
        assertEquals(List.of("m REGISTERED"), actions());
        assertEquals("environment e shows it", why());
    }

    @ParameterizedTest
    @EnumSource(names = {"BOOTING", "REGISTERED"})
    void theAgentProvesItsMachineWhateverTheEnvironmentSays(Phase phase) {
        scene.machine("m", phase, 5);
        scene.online("m", 0);
        scene.member("m", State.UNCERTAIN, 5);
        assertEquals(List.of("m ONLINE"), actions());
    }

    @Test
    void aRegistrationMayTakeItsTimeAndNoMore() {
        booting(600, State.ABSENT, 600);
        assertEquals(List.of(), actions());
        booting(601, State.ABSENT, 601);
        assertEquals(List.of("m TERMINATING failed"), actions());
        assertEquals("it did not register in environment e within 10 min after it was made; see its console", why());
    }

    @Test
    void afterAnOutageMachinesHaveTimeToRegister() {
        booting(700, State.ABSENT, 120);
        assertEquals(List.of(), actions());
        booting(700, State.ABSENT, 121);
        assertEquals(List.of("m TERMINATING failed"), actions());
    }

    @Test
    void whileTheEnvironmentIsAwayOnlyTheAgentCounts() {
        booting(840, State.UNCERTAIN, 840);
        assertEquals(List.of(), actions());
        booting(841, State.UNCERTAIN, 841);
        scene.memberships.put("m", new Membership(State.UNCERTAIN, "Consul is away", "", false));
        assertEquals(List.of("m TERMINATING failed"), actions());
        assertEquals(
                "its agent did not connect within 14 min after it was made (Consul is away); see its console", why());
    }

    @Test
    void anEnvironmentThatRegistersNothingChangesNothing() {
        booting(600, State.NONE, 600);
        assertEquals(List.of(), actions());
        booting(601, State.NONE, 601);
        assertEquals("its agent did not connect within 10 min after it was made; see its console", why());
    }

    @Test
    void aRegisteredMachineHasItsOwnLimitToConnect() {
        scene.machine("m", REGISTERED, 240);
        scene.offline("m", 900).member("m", State.LOST, 200);
        assertEquals(List.of(), actions());
        scene.machine("m", REGISTERED, 241);
        scene.offline("m", 900).member("m", State.REGISTERED, 200);
        assertEquals(List.of("m TERMINATING failed"), actions());
        assertEquals(
                "its agent did not connect within 4 min after it registered in environment e; see its console", why());
    }

    @Test
    void aMachineThatVanishesFromItsEnvironmentAloneIsCordoned() {
        online(State.LOST, "m");
        online(State.REGISTERED, "n");
        scene.templates.set(0, template("t", 1, 0, 2, 9));
        assertEquals(List.of("launch t"), scene.actions(), "another one in its place");
        assertEquals(Set.of("m"), cordoned());

        scene.member("m", State.REGISTERED, 1);
        assertEquals(List.of(), scene.actions());
        assertEquals(Set.of(), cordoned());
    }

    @Test
    void aStumbleIsNoReason() {
        scene.machine("m", ONLINE, 1_000);
        scene.online("m", 0);
        scene.member("m", State.LOST, 60);
        assertEquals(Set.of(), cordoned());
    }

    @Test
    void whereAllVanishItIsTheEnvironmentThatDid() {
        online(State.LOST, "m", "n", "o");
        assertEquals(Set.of(), cordoned());
        assertEquals(List.of(), actions());
        online(State.REGISTERED, "o");
        assertEquals(Set.of("m", "n"), cordoned());
    }

    @Test
    void withTheProviderItIsReclaimedAlthoughItsAgentSeemsConnected() {
        online(State.LOST, "m");
        scene.listed(1, instance("m", STOPPED));
        assertEquals(List.of("m TERMINATING failed"), actions());
    }

    @Test
    void withTheControllerItIsReclaimedSooner() {
        online(State.LOST, "m");
        scene.offline("m", 60).member("m", State.LOST, 120);
        assertEquals(List.of(), actions());
        scene.offline("m", 61).member("m", State.LOST, 120);
        assertEquals(List.of("m TERMINATING failed"), actions());
        assertEquals("its agent is not connected, and environment e lost it, too", why());
    }

    @ParameterizedTest
    @EnumSource(names = {"CREATING", "BOOTING", "REGISTERED", "ONLINE", "DRAINING"})
    void anAlarmCostsTheMachine(Phase phase) {
        scene.machine("m", phase, 5);
        scene.online("m", 0);
        scene.member("m", State.REGISTERED, 5);
        scene.memberships.put("m", new Membership(State.REGISTERED, "", "somebody else opened its token", false));
        assertEquals(List.of("m TERMINATING failed"), actions());
        assertEquals("somebody else opened its token", why());
    }

    @Test
    void aMachineIsForgottenOnlyOnceNothingItWasGivenIsLeft() {
        scene.machine("m", TERMINATING, 60);
        scene.listed(1);
        scene.watches.put("m", new Watch(null, null, null, null, ago(50), null));
        scene.member("m", State.LOST, 5);
        assertEquals(List.of(), actions());
        scene.memberships.remove("m");
        assertEquals(List.of(), actions(), "nobody was asked yet");
        scene.memberships.put("m", new Membership(State.LOST, "", "", true));
        assertEquals(List.of("m GONE"), actions());
    }

    @Test
    void aMachineWithoutAnEnvironmentIsNoMember() {
        scene.machine("m", ONLINE, 1_000);
        scene.online("m", 0);
        scene.memberships.put("m", new Membership(State.LOST, "", "alarm", false));
        assertTrue(actions().isEmpty());
        assertEquals(Set.of(), cordoned());
    }
}
