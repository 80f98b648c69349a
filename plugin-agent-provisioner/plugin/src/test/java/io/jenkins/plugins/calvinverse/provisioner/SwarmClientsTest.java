package io.jenkins.plugins.calvinverse.provisioner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Computer;
import hudson.model.Node;
import hudson.security.GlobalMatrixAuthorizationStrategy;
import io.jenkins.plugins.calvinverse.provisioner.agent.ImmutableAgent;
import io.jenkins.plugins.calvinverse.provisioner.cloud.ImmutableAgentsCloud;
import io.jenkins.plugins.calvinverse.provisioner.provider.ProcessAgentProvider;
import io.jenkins.plugins.calvinverse.provisioner.swarm.MachineCredential;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import jenkins.slaves.JnlpAgentReceiver;
import org.jenkinsci.plugins.matrixauth.PermissionEntry;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LogRecorder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Real Swarm clients, ours and others', where anonymous has nothing and a reverse proxy adds a prefix. */
@WithJenkins
class SwarmClientsTest {
    @Test
    void oursAndOthersConnectAndNoPasswordLies(JenkinsRule j, @TempDir Path directory) throws Exception {
        LogRecorder log = new LogRecorder().record("", Level.INFO).capture(10_000);
        j.jenkins.setSecurityRealm(j.createDummySecurityRealm());
        GlobalMatrixAuthorizationStrategy matrix = new GlobalMatrixAuthorizationStrategy();
        matrix.add(Jenkins.ADMINISTER, PermissionEntry.user("admin"));
        matrix.add(Jenkins.READ, PermissionEntry.user("swarm"));
        matrix.add(Computer.CREATE, PermissionEntry.user("swarm"));
        matrix.add(Computer.CONNECT, PermissionEntry.user("swarm"));
        j.jenkins.setAuthorizationStrategy(matrix);
        Process other = startOther(directory);
        try (PrefixProxy proxy = new PrefixProxy(j.getURL(), "/builds/")) {
            ImmutableAgentsCloud cloud = new ImmutableAgentsCloud("trial", new ProcessAgentProvider());
            cloud.setControllerUrl(proxy.url());
            cloud.setTemplates(List.of(Trial.template("fresh")));
            j.jenkins.clouds.add(cloud);
            WorkflowRun build = Trial.pipeline("build", "node('fresh') { sh 'echo on=$NODE_NAME labels=$NODE_LABELS' }")
                    .scheduleBuild2(0)
                    .waitForStart();
            Trial.success(build);
            assertTrue(proxy.connections() > 0);

            ImmutableAgent ours = j.jenkins.getNodes().stream()
                    .filter(ImmutableAgent.class::isInstance)
                    .map(ImmutableAgent.class::cast)
                    .findFirst()
                    .orElseThrow();
            assertEquals("fresh", ours.getLabelString());
            j.assertLogNotContains("swarm", build);
            noneOfThemHolds(MachineCredential.password(ours.getNodeName()));
            noneOfThemHolds(JnlpAgentReceiver.SLAVE_SECRET.mac(ours.getNodeName()));
            assertFalse(log.getMessages().toString().contains(MachineCredential.password(ours.getNodeName())));

            Trial.until(
                    Duration.ofSeconds(60),
                    "the other client is connected",
                    () -> j.jenkins.getComputer("static-1") != null
                            && j.jenkins.getComputer("static-1").isOnline());
            Node foreign = j.jenkins.getNode("static-1");
            assertNotNull(foreign);
            assertEquals("swarm mine", foreign.getLabelString());
            assertEquals(2, foreign.getNumExecutors());
            Trial.success(Trial.pipeline("other", "node('mine') { sh 'true' }")
                    .scheduleBuild2(0)
                    .waitForStart());
        } finally {
            other.descendants().forEach(ProcessHandle::destroyForcibly);
            other.destroyForcibly();
        }
    }

    private static Process startOther(Path directory) throws IOException {
        Path jar = directory.resolve("swarm-client.jar");
        try (InputStream in = new URL(
                        Jenkins.get().getPluginManager().getPlugin("swarm").baseResourceURL, "swarm-client.jar")
                .openStream()) {
            Files.copy(in, jar);
        }
        Path password = Files.writeString(directory.resolve("password"), "swarm");
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        jar.toString(),
                        "-url",
                        Jenkins.get().getRootUrl(),
                        "-name",
                        "static-1",
                        "-disableClientsUniqueId",
                        "-username",
                        "swarm",
                        "-passwordFile",
                        password.toString(),
                        "-labels",
                        "mine",
                        "-executors",
                        "2",
                        "-webSocket",
                        "-fsroot",
                        directory.resolve("work").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("console").toFile())
                .start();
    }

    /** Command lines and environments of all processes, and all files of the controller and its machines. */
    private static void noneOfThemHolds(String secret) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            processes
                    .filter(p -> p.getFileName().toString().matches("[0-9]+"))
                    .forEach(p -> files.addAll(List.of(p.resolve("cmdline"), p.resolve("environ"))));
        }
        try (Stream<Path> home = Files.walk(Jenkins.get().getRootDir().toPath())) {
            home.filter(Files::isRegularFile)
                    .filter(f -> !f.toString().endsWith(".jar") && !f.toString().endsWith(".hpi"))
                    .forEach(files::add);
        }
        int read = 0;
        for (Path file : files) {
            try {
                assertFalse(
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(secret),
                        file + " holds a secret");
                read++;
            } catch (IOException e) {
                // It ended or is another user's.
                continue;
            }
        }
        assertTrue(read > 20, "only " + read + " files could be read");
    }
}
