package io.calvinverse.provisioner.fleet;

import static io.calvinverse.provisioner.fleet.Scene.template;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.provisioner.fleet.Action.Launch;
import io.calvinverse.provisioner.machine.Phase;
import io.calvinverse.provisioner.provider.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoomTest {
    private final TemplateSpec t = template("t", 1, 0, 0, 2);
    private final Scene scene = new Scene().with(t, template("u", 1, 0, 0, 9));

    private int takes(String template) {
        Room room = new Room(scene.situation(), List.of());
        int taken = 0;
        while (room.take(template)) {
            taken++;
        }
        return taken;
    }

    @Test
    void machinesCountUntilTheyAreGone() {
        assertEquals(2, takes("t"));
        for (Phase phase : List.of(Phase.PLANNED, Phase.ONLINE, Phase.DRAINING, Phase.TERMINATING)) {
            scene.machines.clear();
            scene.machine("m", phase, 1);
            assertEquals(1, takes("t"), phase.name());
        }
    }

    @Test
    void theFleetsCapIsForAllTemplates() {
        scene.cap = 3;
        scene.machine("m", Phase.ONLINE, 1);
        assertEquals(2, takes("u"));
    }

    @Test
    void aTemplateThatIsNotThereHasNoRoom() {
        assertEquals(0, takes("gone"));
    }

    @Test
    void anOpenBreakerLetsNothingAndAHalfOpenOneLetsOneThrough() {
        scene.breakers.put("t", new Breaker(3, Duration.ofSeconds(30), Scene.NOW.plusSeconds(1), "x"));
        assertEquals(0, takes("t"));
        scene.breakers.put("t", new Breaker(3, Duration.ofSeconds(30), Scene.NOW, "x"));
        assertEquals(1, takes("t"));
        scene.machine("m", Phase.BOOTING, 1);
        assertEquals(0, takes("t"));
    }

    @Test
    void failuresOfTheSameDecisionCountAlready() {
        scene.breakers.put("t", new Breaker(2, Duration.ZERO, null, "x"));
        scene.machine("m", Phase.BOOTING, 601);
        scene.offline("m", 601);
        scene.wants("l", 1, "t");
        assertEquals(List.of("m TERMINATING failed"), scene.actions());
        String cause = scene.decide().shortages().get(0).cause();
        assertTrue(cause.startsWith("template t is paused until"), cause);
    }

    @Test
    void strangersOfOursCountBeforeTheyAreTakenOver() {
        scene.listed(1, Scene.instance("stray", Instance.State.RUNNING));
        scene.demand.add(new Demand("l", List.of("t"), 2));
        assertEquals(List.of("reclaim stray", "launch t"), scene.actions());
        List<Action> orders = List.of(new Launch("t", ""), new Launch("t", ""), new Launch("t", ""));
        assertEquals(1, Supply.allowed(orders, scene.situation()).size());
    }

    @Test
    void afterTheJournalWasDamagedTheProvidersAreAskedFirst() {
        scene.damaged = true;
        List<String> obstacles = new ArrayList<>();
        assertFalse(new Room(scene.situation(), List.of()).has(t, obstacles));
        assertTrue(obstacles.get(0).startsWith("the journal was damaged"), obstacles.get(0));
        scene.listed(1);
        assertEquals(2, takes("t"));
    }

    @Test
    void onlyOrdersAreHeldBack() {
        scene.cap = 1;
        Action move = new Action.Move("m", Phase.ONLINE, false, "");
        List<Action> all = List.of(new Launch("t", ""), move, new Launch("u", ""));
        assertEquals(all.subList(0, 2), Supply.allowed(all, scene.situation()));
    }
}
