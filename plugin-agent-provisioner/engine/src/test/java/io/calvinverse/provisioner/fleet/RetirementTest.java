package io.calvinverse.provisioner.fleet;

import static io.calvinverse.provisioner.fleet.Scene.NOW;
import static io.calvinverse.provisioner.fleet.Scene.ago;
import static io.calvinverse.provisioner.fleet.Scene.template;
import static io.calvinverse.provisioner.machine.Phase.DRAINING;
import static io.calvinverse.provisioner.machine.Phase.ONLINE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.calvinverse.provisioner.machine.Machine;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetirementTest {
    private final Scene scene = new Scene().with(template("t", 1, 0, 1, 1));

    private Machine machine(String image, int maxUses, Instant leaseEnd) {
        Machine machine =
                new Machine("m", "t", "p", image, 1, maxUses, ONLINE, ago(30), ago(60), leaseEnd, 0, 0, false, "");
        scene.put(machine);
        scene.online("m", 0);
        return machine;
    }

    private Machine machine() {
        return machine("v1", 0, NOW.plusSeconds(60));
    }

    @Test
    void aFreshMachineStays() {
        machine();
        assertEquals(List.of(), scene.actions());
    }

    @Test
    void withoutItsTemplateItDrainsAlsoWhenBusy() {
        scene.templates.clear();
        scene.put(machine().counted(1, 1));
        scene.online("m", 1);
        assertEquals(List.of("m DRAINING"), scene.actions());
    }

    @Test
    void atTheEndOfItsLeaseItDrainsAlsoWhenBusy() {
        scene.put(machine("v1", 0, NOW).counted(1, 1));
        scene.online("m", 1);
        assertEquals(List.of("m DRAINING"), scene.actions());
    }

    @Test
    void whenItsUsesAreUpItDrainsAfterTheLastBuild() {
        Machine m = machine("v1", 2, NOW.plusSeconds(60));
        scene.put(m.counted(1, 0));
        scene.online("m", 0);
        assertEquals(List.of(), scene.actions());
        scene.put(m.counted(2, 1));
        scene.online("m", 0);
        assertEquals(List.of(), scene.actions(), "the journal says that one runs");
        scene.put(m.counted(2, 0));
        scene.online("m", 1);
        assertEquals(List.of(), scene.actions(), "the controller says that one runs");
        scene.online("m", 0);
        assertEquals(List.of("m DRAINING"), scene.actions());
    }

    @Test
    void anOldImageIsReplacedWhenNothingRuns() {
        Machine m = machine("v0", 0, NOW.plusSeconds(60));
        assertEquals(List.of("m DRAINING"), scene.actions());
        scene.put(m.counted(1, 1));
        scene.online("m", 1);
        assertEquals(List.of(), scene.actions());
    }

    @Test
    void aBuildWhoseEndWasNeverReportedIsForgotten() {
        Machine m = machine().counted(3, 1);
        scene.put(m);
        scene.online("m", 0);
        scene.watches.put("m", new Watch(ago(60), null, null, null, null, null));
        assertEquals(List.of(), scene.actions());
        scene.watches.put("m", new Watch(ago(61), null, null, null, null, null));
        assertEquals(List.of("m uses 3 running 0"), scene.actions());
        scene.put(m.moved(DRAINING, ago(5), false, ""));
        scene.watches.put("m", new Watch(ago(61), null, null, null, null, null));
        scene.agents.put("m", new AgentView(true, true, 0));
        assertEquals("m uses 3 running 0", scene.actions().get(0));
    }

    @Test
    void afterAStartBuildsHaveTimeToResume() {
        scene.put(machine().counted(3, 1));
        scene.online("m", 0);
        scene.watches.put("m", new Watch(ago(359), null, null, null, null, null));
        scene.started = ago(359);
        assertEquals(List.of(), scene.actions());
        scene.started = ago(360);
        assertEquals(List.of("m uses 3 running 0"), scene.actions());
    }

    @Test
    void whileTheAgentIsAwayNothingIsForgotten() {
        scene.put(machine().counted(3, 1));
        scene.offline("m", 100);
        assertEquals(List.of(), scene.actions());
    }
}
