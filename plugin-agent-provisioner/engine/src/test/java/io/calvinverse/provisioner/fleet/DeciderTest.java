package io.calvinverse.provisioner.fleet;

import static io.calvinverse.provisioner.fleet.Scene.ago;
import static io.calvinverse.provisioner.fleet.Scene.template;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.Phase;
import io.calvinverse.provisioner.provider.Instance;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What holds in every situation, however odd. */
class DeciderTest {

    private static Scene scene(SplittableRandom random) {
        Scene scene = new Scene();
        scene.cap = random.nextInt(1, 12);
        scene.damaged = random.nextInt(10) == 0;
        for (int i = 0; i < random.nextInt(0, 4); i++) {
            int cap = random.nextInt(1, 6);
            scene.with(template(
                    i == 0 ? "t" : "t" + i,
                    random.nextInt(1, 4),
                    random.nextInt(0, 3),
                    random.nextInt(0, cap + 1),
                    cap));
        }
        Instance[] listed = new Instance[random.nextInt(0, 6)];
        for (int i = 0; i < listed.length; i++) {
            listed[i] = Scene.instance("m" + random.nextInt(30), Instance.State.values()[random.nextInt(2)]);
        }
        for (int i = 0; i < random.nextInt(0, 15); i++) {
            scene.put(machine(random, "m" + i));
        }
        for (int i = 0; i < random.nextInt(0, 15); i++) {
            scene.agents.put(
                    "m" + random.nextInt(20),
                    new AgentView(random.nextBoolean(), random.nextBoolean(), random.nextInt(0, 3)));
        }
        if (random.nextBoolean()) {
            scene.listed(random.nextInt(0, 60), listed);
        }
        for (int i = 0; i < random.nextInt(0, 4); i++) {
            scene.wants("l" + i, random.nextInt(1, 9), "t", "t" + random.nextInt(5));
        }
        return scene;
    }

    private static Machine machine(SplittableRandom random, String name) {
        int accepted = random.nextInt(0, 3);
        return new Machine(
                name,
                random.nextBoolean() ? "t" : "t1",
                "p",
                random.nextInt(4) == 0 ? "v0" : "v1",
                random.nextInt(1, 3),
                random.nextInt(0, 3),
                Phase.values()[random.nextInt(Phase.values().length - 1)],
                ago(random.nextInt(1_000)),
                ago(random.nextInt(1_000, 5_000)),
                ago(random.nextInt(-5_000, 100)),
                accepted,
                random.nextInt(0, accepted + 1),
                false,
                "");
    }

    @Test
    void noSituationBreaksTheRules() {
        for (long seed = 0; seed < 20_000; seed++) {
            Scene scene = scene(new SplittableRandom(seed));
            Decision decision = scene.decide();
            assertEquals(decision, scene.decide(), "same situation, same decision");
            caps(scene, decision, seed);
            moves(scene, decision, seed);
        }
    }

    private static void caps(Scene scene, Decision decision, long seed) {
        Map<String, Integer> counts = new HashMap<>();
        scene.machines.values().forEach(m -> counts.merge(m.template(), 1, Integer::sum));
        int total = scene.machines.size();
        for (Action action : decision.actions()) {
            if (action instanceof Action.Launch launch) {
                total++;
                int cap = scene.situation()
                        .spec()
                        .template(launch.template())
                        .orElseThrow()
                        .cap();
                assertTrue(counts.merge(launch.template(), 1, Integer::sum) <= cap, "seed " + seed);
                assertTrue(total <= scene.cap, "seed " + seed);
            }
        }
    }

    private static void moves(Scene scene, Decision decision, long seed) {
        Set<String> moved = new HashSet<>();
        for (Action action : decision.actions()) {
            if (action instanceof Action.Move move) {
                Machine machine = scene.machines.get(move.machine());
                assertTrue(moved.add(move.machine()), "seed " + seed + ": moved twice in one decision");
                assertTrue(machine.mayMove(move.to()), "seed " + seed + ": " + machine + " to " + move.to());
                assertTrue(
                        machine.phase() == Phase.ONLINE || move.to() != Phase.DRAINING,
                        "seed " + seed + ": only what was online has something to finish");
                AgentView agent = scene.agents.get(move.machine());
                assertTrue(
                        move.to() != Phase.TERMINATING || agent == null || !agent.online(),
                        "seed " + seed + ": destroyed under a connected agent: " + machine);
            }
        }
    }

    @Test
    void impossibleTemplatesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> template("t", 0, 0, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> template("t", 1, -1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> template("t", 1, 0, 2, 1));
        assertThrows(IllegalArgumentException.class, () -> template("t", 1, 0, 0, 0));
        assertEquals(List.of(), new Scene().actions());
    }
}
