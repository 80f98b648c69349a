package io.jenkins.plugins.calvinverse.provisioner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import io.calvinverse.provisioner.provider.Provider;
import io.jenkins.plugins.calvinverse.provisioner.bench.Figures;
import io.jenkins.plugins.calvinverse.provisioner.cloud.AgentTemplate;
import io.jenkins.plugins.calvinverse.provisioner.cloud.ImmutableAgentsCloud;
import io.jenkins.plugins.calvinverse.provisioner.provider.QemuAgentProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A label in a Pipeline brings up real virtual machines of the Linux reference image. */
@Tag("long")
@WithJenkins
class VirtualMachineTest {
    private static final Duration LIMIT = Duration.ofMinutes(40);

    /** {@code CALVINVERSE_IMAGES}, or the cache of real parts. */
    private static Path images() {
        String given = System.getenv("CALVINVERSE_IMAGES");
        return given == null
                ? Path.of(System.getProperty("user.home"), ".cache", "calvinverse", "images")
                : Path.of(given);
    }

    private static String image() throws IOException {
        Optional<String> found = Optional.empty();
        if (Files.isDirectory(images())) {
            try (Stream<Path> files = Files.list(images())) {
                found = files.map(file -> file.getFileName().toString())
                        .filter(name -> name.matches("linux-.*\\.json"))
                        .map(name -> name.substring(0, name.length() - ".json".length()))
                        .max(String::compareTo);
            }
        }
        Assumptions.assumeTrue(
                found.isPresent(),
                () -> "there is no Linux reference image in " + images()
                        + "; plugin-agent-provisioner/images/linux/build.sh --out makes it");
        return found.orElseThrow();
    }

    @Test
    void aBuildRunsInAMachineItCannotTakeSecretsFrom(JenkinsRule j) throws Exception {
        j.timeout = 0;
        AgentTemplate template = template();
        template.setSettings("memory=768\ndisks=workspace:2");
        Provider provider = install(template);
        WorkflowJob job = Trial.pipeline("build", """
                node('vm') {
                  sh 'echo host=$(cat /proc/sys/kernel/hostname) user=$(id -un) disk=$(df /var/lib/agent | tail -n 1)'
                  sh 'if cat /dev/sr0 > /dev/null 2>&1; then echo READABLE; else echo medium is closed; fi'
                  sh 'if ls /run/calvinverse > /dev/null 2>&1; then echo READABLE; else echo tree is closed; fi'
                }
                """);
        PhaseTimes times = new PhaseTimes();
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        run(build, provider, times);

        j.assertLogContains("host=cv-linux-", build);
        j.assertLogContains("user=agent", build);
        j.assertLogContains("medium is closed", build);
        j.assertLogContains("tree is closed", build);
        j.assertLogNotContains("READABLE", build);
        assertEquals(1, times.seen());
    }

    @Test
    void fiveAtOnce(JenkinsRule j) throws Exception {
        j.timeout = 0;
        AgentTemplate template = template();
        template.setSettings("memory=768");
        Provider provider = install(template);
        PhaseTimes times = new PhaseTimes();
        WorkflowJob job = Trial.pipeline("five", """
                def branches = [:]
                for (int i = 0; i < 5; i++) {
                  branches["branch ${i}"] = { node('vm') { sh 'cat /proc/sys/kernel/hostname' } }
                }
                parallel branches
                """);
        run(job.scheduleBuild2(0).waitForStart(), provider, times);
        assertEquals(5, times.seen(), "machines ever ordered");
    }

    private static AgentTemplate template() throws IOException {
        AgentTemplate template = new AgentTemplate("vm", "vm", image());
        template.setUses(1);
        template.setBootMinutes(30);
        template.setCreateMinutes(30);
        return template;
    }

    private static Provider install(AgentTemplate template) throws Exception {
        QemuAgentProvider qemu = new QemuAgentProvider(images().toString());
        assertTrue(qemu.provider().probe().ok(), "QEMU is not usable here");
        ImmutableAgentsCloud cloud = new ImmutableAgentsCloud(Trial.CLOUD, qemu);
        cloud.setTemplates(List.of(template));
        Trial.install(cloud);
        return qemu.provider();
    }

    private static void run(WorkflowRun build, Provider provider, PhaseTimes times) throws Exception {
        Trial.until(LIMIT, "the build ends and all machines are gone", () -> {
            times.look(Trial.view());
            return !build.isBuilding() && Trial.view().machines().isEmpty();
        });
        assertEquals(Result.SUCCESS, build.getResult(), build.getLog());
        assertEquals(List.of(), provider.list());
        assertEquals(List.of(), Jenkins.get().getNodes());
        Figures.line(times.phases(build.getFullDisplayName()));
    }
}
