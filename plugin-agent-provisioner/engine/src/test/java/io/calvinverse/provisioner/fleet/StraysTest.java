package io.calvinverse.provisioner.fleet;

import static io.calvinverse.provisioner.fleet.Scene.ago;
import static io.calvinverse.provisioner.fleet.Scene.instance;
import static io.calvinverse.provisioner.fleet.Scene.template;
import static io.calvinverse.provisioner.provider.Instance.State.RUNNING;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.calvinverse.provisioner.fleet.FleetSpec.Owner;
import io.calvinverse.provisioner.machine.Phase;
import io.calvinverse.provisioner.provider.Instance;
import java.util.List;
import org.junit.jupiter.api.Test;

class StraysTest {
    private final Scene scene = new Scene().with(template("t", 1, 0, 0, 9));

    @Test
    void whatIsOursAndUnknownIsRemoved() {
        scene.listed(1, instance("x", RUNNING));
        assertEquals(List.of("reclaim x"), scene.actions());
    }

    @Test
    void whatTheControllerHasAnAgentForIsTakenOver() {
        scene.listed(1, instance("x", RUNNING));
        scene.agents.put("x", new AgentView(false, true, 0));
        assertEquals(List.of("adopt x"), scene.actions());
    }

    @Test
    void otherOwnersAreNeverTouched() {
        for (Owner other : List.of(new Owner("controller", "other"), new Owner("other", "fleet"))) {
            scene.listed(1, new Instance("x", other, "t", RUNNING, ""));
            scene.agents.put("x", new AgentView(true, true, 0));
            assertEquals(List.of(), scene.actions());
        }
    }

    @Test
    void aListingFromAroundTheStartSaysNothing() {
        scene.started = ago(11);
        scene.listed(1, instance("x", RUNNING));
        assertEquals(List.of(), scene.actions());
        scene.listed(0, instance("x", RUNNING));
        assertEquals(List.of("reclaim x"), scene.actions());
    }

    @Test
    void aListingFromAroundTheEndOfAMachineSaysNothing() {
        scene.departed.put("x", ago(11));
        scene.agents.put("x", new AgentView(true, true, 0));
        scene.listed(1, instance("x", RUNNING));
        assertEquals(List.of(), scene.actions());
        scene.listed(0, instance("x", RUNNING));
        assertEquals(List.of("reclaim x"), scene.actions(), "it came after its end and may serve nobody");
    }

    @Test
    void anAgentWithoutAMachineIsRemoved() {
        scene.agents.put("x", new AgentView(true, true, 0));
        assertEquals(List.of(), scene.actions(), "nobody listed the machines yet");
        scene.listed(1);
        assertEquals(List.of("withdraw x"), scene.actions());
        scene.started = ago(359);
        assertEquals(List.of(), scene.actions(), "a build may be about to resume on it");
        scene.started = ago(360);
        assertEquals(List.of("withdraw x"), scene.actions());
        scene.agents.put("x", new AgentView(true, true, 1));
        assertEquals(List.of(), scene.actions(), "it runs a build");
    }

    @Test
    void anAgentWhoseMachineIsPlannedStays() {
        scene.machine("x", Phase.PLANNED, 1);
        scene.agents.put("x", new AgentView(false, true, 0));
        scene.listed(1);
        scene.demand.add(new Demand("l", List.of("t"), 1));
        assertEquals(List.of(), scene.actions());
    }

    @Test
    void aProviderThatWasNotListedMayHaveTheMachine() {
        TemplateSpec t = template("u", 1, 0, 0, 9);
        scene.with(new TemplateSpec("u", "silent", "v", 1, 0, 0, 1, t.idle(), t.lease(), t.limits(), t.settings()));
        scene.agents.put("x", new AgentView(false, true, 0));
        scene.listed(1);
        assertEquals(List.of(), scene.actions());
    }
}
