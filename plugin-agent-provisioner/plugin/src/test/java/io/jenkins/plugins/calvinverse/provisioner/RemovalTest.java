package io.jenkins.plugins.calvinverse.provisioner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import io.calvinverse.provisioner.loop.FleetView;
import io.jenkins.plugins.calvinverse.provisioner.cloud.AgentTemplate;
import io.jenkins.plugins.calvinverse.provisioner.cloud.ImmutableAgentsCloud;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Fleets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Configuration that changes or goes while its machines run builds. */
@WithJenkins
class RemovalTest {
    private static JenkinsRule j;
    private static int count;
    private String name;
    private StubPlace place;
    private HeldBuild build;
    private String machine;

    @BeforeAll
    static void remember(JenkinsRule rule) {
        j = rule;
    }

    @BeforeEach
    void run() throws Exception {
        name = "removal" + ++count;
        place = StubPlace.fresh(name);
        place.connects = true;
        StubProvider.cloud(name, 10, StubProvider.template(name), StubProvider.template("other"));
        build = HeldBuild.queue(name, name);
        machine = build.started();
    }

    @Test
    void templateRemoved() throws Exception {
        StubProvider.cloud(name, 10, StubProvider.template("other"));
        finishesAndGoes();
        assertNotNull(view(), "the fleet itself stays");
    }

    @Test
    void savedWithoutAChange() throws Exception {
        StubProvider.cloud(name, 20, StubProvider.template(name), StubProvider.template("other"));
        Trial.until(
                Duration.ofSeconds(20), "the fleet follows", () -> view().spec().cap() == 20);
        assertEquals(Result.SUCCESS, build.ended());
        HeldBuild second = HeldBuild.queue(name + "-second", name);
        assertEquals(machine, second.started());
        assertEquals(Result.SUCCESS, second.ended());
    }

    @Test
    void imageReplaced() throws Exception {
        StubProvider.cloud(name, 10, new AgentTemplate(name, name, "2"), StubProvider.template("other"));
        assertEquals(Result.SUCCESS, build.ended());
        goes();
    }

    @Test
    void labelsChanged() throws Exception {
        AgentTemplate changed = new AgentTemplate(name, name + " more" + name, "1.0.0");
        StubProvider.cloud(name, 10, changed, StubProvider.template("other"));
        HeldBuild more = HeldBuild.queue(name + "-more", "more" + name);
        assertNotEquals(machine, more.started());
        assertEquals(Result.SUCCESS, more.ended());
        finishesAndGoes();
    }

    @Test
    void cloudRenamed() throws Exception {
        ImmutableAgentsCloud old = (ImmutableAgentsCloud) j.jenkins.getCloud(name);
        ImmutableAgentsCloud renamed = new ImmutableAgentsCloud(name + "x", old.getProvider());
        renamed.setTemplates(old.getTemplates());
        j.jenkins.clouds.replace(old, renamed);
        j.jenkins.save();
        Trial.until(
                Duration.ofSeconds(20),
                "the new fleet runs",
                () -> Fleets.get().find(name + "x").isPresent());
        HeldBuild second = HeldBuild.queue(name + "-second", name);
        assertNotEquals(machine, second.started(), "the old fleet took another build");
        assertEquals(Result.SUCCESS, second.ended());
        finishesAndGoes();
        dissolved();
    }

    @Test
    void cloudDeleted() throws Exception {
        assertTrue(Files.isDirectory(files()));
        j.jenkins.clouds.remove(j.jenkins.getCloud(name));
        finishesAndGoes();
        dissolved();
    }

    private void finishesAndGoes() throws Exception {
        Trial.until(
                Duration.ofSeconds(20),
                "its machine takes no more builds",
                () -> !view().machines().get(machine).phase().serving());
        assertTrue(place.machines.containsKey(machine));
        assertTrue(build.job.getLastBuild().isBuilding());
        assertEquals(Result.SUCCESS, build.ended());
        goes();
    }

    private void goes() throws Exception {
        Trial.until(
                Duration.ofSeconds(60),
                "its machine goes",
                () -> !place.machines.containsKey(machine) && j.jenkins.getNode(machine) == null);
    }

    private void dissolved() throws Exception {
        Trial.until(
                Duration.ofSeconds(60),
                "the fleet ends",
                () -> Fleets.get().find(name).isEmpty());
        Trial.until(Duration.ofSeconds(5), "its files go", () -> !Files.exists(files()));
        assertFalse(Fleets.get().broken().containsKey(name));
    }

    private Path files() {
        return j.jenkins
                .getRootDir()
                .toPath()
                .resolve("immutable-agents/fleets")
                .resolve(name);
    }

    private FleetView view() {
        return Fleets.get().find(name).orElseThrow().view();
    }
}
