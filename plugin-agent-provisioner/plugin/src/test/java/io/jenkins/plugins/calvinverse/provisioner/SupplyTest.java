package io.jenkins.plugins.calvinverse.provisioner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Computer;
import hudson.model.Label;
import hudson.model.Node;
import hudson.model.Result;
import hudson.model.Slave;
import hudson.slaves.OfflineCause;
import io.calvinverse.provisioner.loop.FleetView;
import io.calvinverse.provisioner.machine.Phase;
import io.jenkins.plugins.calvinverse.provisioner.cloud.AgentTemplate;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Fleets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What waits, what comes for it and what does not; machines connect from within this process. */
@WithJenkins
class SupplyTest {
    private static JenkinsRule j;
    private static int count;
    private String name;
    private StubPlace place;

    @BeforeAll
    static void remember(JenkinsRule rule) throws Exception {
        j = rule;
        j.jenkins.setNumExecutors(0);
    }

    @BeforeEach
    void configure() {
        name = "supply" + ++count;
        place = StubPlace.fresh(name);
        place.connects = true;
    }

    @AfterEach
    void remove() throws Exception {
        j.jenkins.clouds.clear();
        j.jenkins.save();
    }

    /** Once for all tests, as the confirmation that a machine is gone takes its time. */
    @AfterAll
    static void nothingIsLeft() throws Exception {
        Trial.until(
                Duration.ofSeconds(60),
                "all fleets end",
                () -> Fleets.get().all().isEmpty());
        assertEquals(Map.of(), StubPlace.left());
    }

    @Test
    void labelNobodyOffersBringsNothing() throws Exception {
        StubProvider.cloud(name, 5, StubProvider.template(name));
        HeldBuild nobody = HeldBuild.queue(name + "-nobody", name + "-nobody");
        HeldBuild served = HeldBuild.queue(name, name);
        served.started();
        assertTrue(nobody.waits());
        assertEquals(1, place.created.get());
        assertEquals(List.of(), view().shortages());
        assertEquals(Map.of(), view().troubles());
        assertEquals(Result.SUCCESS, served.ended());
        nobody.cancel();
    }

    @Test
    void capHoldsAndTheRestWaitsAndIsServed() throws Exception {
        StubProvider.cloud(name, 1, StubProvider.template(name));
        HeldBuild first = HeldBuild.queue(name + "-1", name);
        String machine = first.started();
        HeldBuild second = HeldBuild.queue(name + "-2", name);
        Trial.until(
                Duration.ofSeconds(10),
                "the shortage is told",
                () -> view().shortages().toString().contains("the fleet is at its cap of 1 machines"));
        assertTrue(second.waits());
        assertTrue(Http.anonymous().get("cloud/" + name + "/").body().contains("executors are missing for “" + name));
        assertEquals(Result.SUCCESS, first.ended());
        assertEquals(machine, second.started());
        assertEquals(Result.SUCCESS, second.ended());
        assertEquals(1, place.most.get());
    }

    @Test
    void cancelledItemLeavesItsMachineToTheNext() throws Exception {
        place.connects = false;
        StubProvider.cloud(name, 5, StubProvider.template(name));
        HeldBuild cancelled = HeldBuild.queue(name + "-1", name);
        String machine = booting();
        cancelled.cancel();
        HeldBuild next = HeldBuild.queue(name + "-2", name);
        LocalAgent.connect(machine);
        assertEquals(machine, next.started());
        assertEquals(Result.SUCCESS, next.ended());
        assertEquals(1, place.created.get());
    }

    @Test
    void idleStaticAgentIsPreferred() throws Exception {
        Slave agent = j.createOnlineSlave(Label.get(name));
        StubProvider.cloud(name, 5, StubProvider.template(name));
        HeldBuild first = HeldBuild.queue(name + "-1", name);
        assertEquals(agent.getNodeName(), first.started());
        assertEquals(0, place.created.get());
        HeldBuild second = HeldBuild.queue(name + "-2", name);
        assertNotEquals(agent.getNodeName(), second.started());
        assertEquals(Result.SUCCESS, first.ended());
        assertEquals(Result.SUCCESS, second.ended());
        assertEquals(1, place.created.get());
        j.jenkins.removeNode(agent);
    }

    @Test
    void buildsWithoutALabelAreForNormalTemplatesOnly() throws Exception {
        StubProvider.cloud(name, 5, StubProvider.template(name));
        HeldBuild build = HeldBuild.queue(name, null);
        HeldBuild labelled = HeldBuild.queue(name + "-labelled", name);
        labelled.started();
        assertTrue(build.waits());
        assertEquals(Result.SUCCESS, labelled.ended());
        assertEquals(1, place.created.get());

        AgentTemplate normal = StubProvider.template(name + "-normal");
        normal.setMode(Node.Mode.NORMAL);
        StubProvider.cloud(name, 5, StubProvider.template(name), normal);
        assertTrue(build.started().startsWith(name + "-normal-"));
        assertEquals(Result.SUCCESS, build.ended());
    }

    @Test
    void agentTakenOfflineIsKeptAndAnotherComes() throws Exception {
        StubProvider.cloud(name, 5, StubProvider.template(name));
        HeldBuild first = HeldBuild.queue(name + "-1", name);
        String kept = first.started();
        assertEquals(Result.SUCCESS, first.ended());
        Computer computer = j.jenkins.getComputer(kept);
        computer.setTemporaryOfflineCause(new OfflineCause.ByCLI("a look at it"));

        HeldBuild second = HeldBuild.queue(name + "-2", name);
        assertNotEquals(kept, second.started());
        assertEquals(Result.SUCCESS, second.ended());
        assertTrue(place.machines.containsKey(kept));
        assertEquals(Phase.ONLINE, view().machines().get(kept).phase());
    }

    @Test
    void deletedAgentTakesItsMachineAlong() throws Exception {
        StubProvider.cloud(name, 5, StubProvider.template(name));
        HeldBuild first = HeldBuild.queue(name + "-1", name);
        String machine = first.started();
        assertEquals(Result.SUCCESS, first.ended());
        assertEquals(
                302,
                Http.anonymous()
                        .postWithCrumb("computer/" + machine + "/doDelete", Map.of())
                        .statusCode());
        Trial.until(
                Duration.ofSeconds(30),
                "it goes",
                () -> !place.machines.containsKey(machine) && j.jenkins.getNode(machine) == null);
    }

    @Test
    void removedNodeTakesItsMachineAlong() throws Exception {
        StubProvider.cloud(name, 5, StubProvider.template(name));
        HeldBuild first = HeldBuild.queue(name + "-1", name);
        String machine = first.started();
        assertEquals(Result.SUCCESS, first.ended());
        j.jenkins.removeNode(j.jenkins.getNode(machine));
        HeldBuild second = HeldBuild.queue(name + "-2", name);
        assertNotEquals(machine, second.started());
        assertEquals(Result.SUCCESS, second.ended());
    }

    @Test
    void sparePoolIsFilledAgain() throws Exception {
        AgentTemplate spare = StubProvider.template(name);
        spare.setSpare(2);
        spare.setUses(1);
        StubProvider.cloud(name, 5, spare);
        idle(2);
        Set<String> before = Set.copyOf(place.machines.keySet());
        HeldBuild build = HeldBuild.queue(name, name);
        assertTrue(before.contains(build.started()), "a build waited although a machine was ready");
        idle(2);
        assertEquals(Result.SUCCESS, build.ended());
        assertEquals(3, place.created.get());
    }

    @Test
    void twoCloudsDoNotBothLaunch() throws Exception {
        StubPlace other = StubPlace.fresh(name + "-b");
        other.connects = true;
        StubProvider.cloud(name, 2, StubProvider.template(name));
        StubProvider.cloud(name + "-b", 2, StubProvider.template(name));
        List<HeldBuild> builds = List.of(
                HeldBuild.queue(name + "-1", name),
                HeldBuild.queue(name + "-2", name),
                HeldBuild.queue(name + "-3", name));
        for (HeldBuild build : builds) {
            build.started();
        }
        assertEquals(2, place.created.get());
        assertEquals(1, other.created.get());
        for (HeldBuild build : builds) {
            assertEquals(Result.SUCCESS, build.ended());
        }
    }

    @Test
    void drainedMachineFinishesItsBuildAndDestroyedOneDoesNot() throws Exception {
        StubProvider.cloud(name, 5, StubProvider.template(name));
        HeldBuild first = HeldBuild.queue(name + "-1", name);
        String drained = first.started();
        post(drained, "drain");
        Trial.until(
                Duration.ofSeconds(10),
                "it drains",
                () -> view().machines().get(drained).phase() == Phase.DRAINING);
        HeldBuild second = HeldBuild.queue(name + "-2", name);
        String destroyed = second.started();
        assertNotEquals(drained, destroyed);
        assertTrue(first.job.getLastBuild().isBuilding());
        assertEquals(Result.SUCCESS, first.ended());

        post(destroyed, "destroy");
        Trial.until(
                Duration.ofSeconds(30),
                "its build ends",
                () -> !second.job.getLastBuild().isBuilding());
        assertEquals(Result.ABORTED, second.job.getLastBuild().getResult());
        j.assertLogContains("The machine " + destroyed + " was given up", second.job.getLastBuild());
        assertFalse(j.jenkins.getQueue().contains(second.job));
    }

    @Test
    void pipelineGoesOnElsewhereWhenItsMachineIsDestroyed() throws Exception {
        StubProvider.cloud(name, 5, StubProvider.template(name));
        String script = "int round = 0\nretry(count: 2, conditions: [agent()]) { node('" + name
                + "') { round++; echo \"round $round on $NODE_NAME\"; if (round == 1) { sleep 600 } } }";
        WorkflowRun build =
                Trial.pipeline(name + "-pipeline", script).scheduleBuild2(0).waitForStart();
        j.waitForMessage("round 1 on ", build);
        String destroyed = place.machines.keySet().iterator().next();

        post(destroyed, "destroy");

        Trial.success(build);
        j.assertLogContains("round 1 on " + destroyed, build);
        j.assertLogContains("round 2 on ", build);
        j.assertLogNotContains("round 2 on " + destroyed, build);
    }

    private void post(String machine, String verb) throws Exception {
        assertEquals(
                302,
                Http.anonymous()
                        .postWithCrumb("cloud/" + name + "/machine/" + machine + "/" + verb, Map.of())
                        .statusCode());
    }

    private String booting() throws Exception {
        Trial.until(
                Duration.ofSeconds(20),
                "a machine boots",
                () -> view().machines().values().stream().anyMatch(m -> m.phase() == Phase.BOOTING));
        return view().machines().keySet().iterator().next();
    }

    private void idle(int machines) throws Exception {
        Trial.until(
                Duration.ofSeconds(30),
                machines + " machines are idle",
                () -> view().machines().values().stream()
                                .filter(m -> m.phase() == Phase.ONLINE && m.running() == 0)
                                .count()
                        == machines);
    }

    private FleetView view() {
        return Fleets.get().find(name).orElseThrow().view();
    }
}
