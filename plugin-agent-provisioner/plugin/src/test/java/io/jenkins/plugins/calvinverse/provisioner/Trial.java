package io.jenkins.plugins.calvinverse.provisioner;

import static org.junit.jupiter.api.Assertions.fail;

import hudson.model.Result;
import hudson.slaves.Cloud;
import io.calvinverse.provisioner.fleet.TemplateSpec;
import io.calvinverse.provisioner.loop.FleetView;
import io.jenkins.plugins.calvinverse.provisioner.cloud.AgentTemplate;
import io.jenkins.plugins.calvinverse.provisioner.cloud.ImmutableAgentsCloud;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Fleets;
import io.jenkins.plugins.calvinverse.provisioner.provider.ProcessAgentProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** A cloud of real Swarm clients as local processes, and what tests ask of it. Usable inside a real controller too. */
public final class Trial {
    public static final String CLOUD = "trial";

    private Trial() {}

    /** Configures the cloud with these templates; its machines live below the Jenkins home. */
    public static ImmutableAgentsCloud cloud(AgentTemplate... templates) throws Exception {
        ImmutableAgentsCloud cloud = new ImmutableAgentsCloud(CLOUD, new ProcessAgentProvider());
        cloud.setCap(60);
        cloud.setTemplates(List.of(templates));
        return install(cloud);
    }

    /** Puts the cloud in the place of the one before and waits until the fleet follows. */
    public static ImmutableAgentsCloud install(ImmutableAgentsCloud cloud) throws Exception {
        List<Cloud> all = new ArrayList<>(Jenkins.get().clouds);
        all.removeIf(c -> c.name.equals(CLOUD));
        all.add(cloud);
        Jenkins.get().clouds.replaceBy(all);
        until(
                Duration.ofSeconds(20),
                "the fleet follows its configuration",
                () -> Fleets.get().find(CLOUD).isPresent()
                        && view().spec().templates().equals(specs(cloud)));
        return cloud;
    }

    private static List<TemplateSpec> specs(ImmutableAgentsCloud cloud) {
        String provider = cloud.getProvider().provider().id();
        return cloud.getTemplates().stream().map(t -> t.spec(provider)).toList();
    }

    /** A template with a small heap; its name is its label. */
    public static AgentTemplate template(String name) {
        AgentTemplate template = new AgentTemplate(name, name, "1.0.0");
        template.setSettings("heap=64m");
        return template;
    }

    public static Path machines() {
        return Jenkins.get().getRootDir().toPath().resolve("immutable-agents/processes");
    }

    /** Names of the machines that take up room at the provider. */
    public static List<String> left() {
        if (!Files.isDirectory(machines())) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(machines())) {
            return entries.map(p -> p.getFileName().toString())
                    .filter(n -> !n.startsWith("."))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static FleetView view() {
        return Fleets.get().find(CLOUD).orElseThrow().view();
    }

    public static WorkflowJob pipeline(String name, String script) throws Exception {
        WorkflowJob job = Jenkins.get().createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    public static void success(WorkflowRun build) throws Exception {
        until(Duration.ofMinutes(3), build + " ends", () -> !build.isBuilding());
        if (build.getResult() != Result.SUCCESS) {
            fail(build + " ended with " + build.getResult() + ":\n" + build.getLog());
        }
    }

    /** Waits until something is so, looking often. */
    public static void until(Duration limit, String what, Callable<Boolean> so) throws Exception {
        long end = System.nanoTime() + limit.toNanos();
        while (!so.call()) {
            if (System.nanoTime() > end) {
                fail("not so within " + limit + ": " + what + "; the fleet: "
                        + Fleets.get().find(CLOUD).map(f -> f.view().toString()).orElse("none"));
            }
            Thread.sleep(50);
        }
    }

    /** Waits until no machine is left, at the provider and among the nodes. */
    public static void gone() throws Exception {
        until(
                Duration.ofSeconds(60),
                "all machines are gone",
                () -> left().isEmpty()
                        && Jenkins.get().getNodes().isEmpty()
                        && Fleets.get()
                                .find(CLOUD)
                                .map(f -> f.view().machines().isEmpty())
                                .orElse(true));
    }
}
