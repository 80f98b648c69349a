package io.jenkins.plugins.calvinverse.provisioner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Node;
import io.calvinverse.provisioner.machine.Phase;
import io.jenkins.plugins.calvinverse.provisioner.agent.FleetRetention;
import io.jenkins.plugins.calvinverse.provisioner.agent.ImmutableAgent;
import io.jenkins.plugins.calvinverse.provisioner.agent.MachineLauncher;
import io.jenkins.plugins.calvinverse.provisioner.cloud.AgentTemplate;
import io.jenkins.plugins.calvinverse.provisioner.cloud.ImmutableAgentsCloud;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Fleets;
import io.jenkins.plugins.calvinverse.provisioner.provider.ProcessAgentProvider;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** What is written to disk is read again, field by field. */
class SavedConfigurationTest {
    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private String cloud;
    private String node;
    private String machine;

    @Test
    void everythingIsReadAgain() throws Throwable {
        sessions.then(j -> {
            ProcessAgentProvider provider = new ProcessAgentProvider();
            provider.setRoot(j.jenkins.getRootDir() + "/elsewhere");
            provider.setJava("/usr/bin/java");
            ImmutableAgentsCloud written = new ImmutableAgentsCloud("written", provider);
            written.setCap(7);
            written.setControllerUrl("http://127.0.0.1:1/x/");
            written.setTemplates(List.of(TemplateFormTest.full(), Trial.template("plain")));
            j.jenkins.clouds.add(written);
            cloud = Jenkins.XSTREAM.toXML(written);
            StubPlace.fresh("nodes");
            AgentTemplate template = TemplateFormTest.full();
            template.setEnvironment("");
            template.setSettings("");
            template.setSpare(1);
            StubProvider.cloud("nodes", 1, template);
            Trial.until(
                    Duration.ofSeconds(20),
                    "a machine boots, and its agent is on disk",
                    () -> Fleets.get().find("nodes").orElseThrow().view().machines().values().stream()
                            .anyMatch(m -> m.phase() == Phase.BOOTING
                                    && new File(j.jenkins.getRootDir(), "nodes/" + m.name() + "/config.xml").isFile()));
            machine = j.jenkins.getNodes().get(0).getNodeName();
            node = Jenkins.XSTREAM2.toXML(ImmutableAgent.find(machine));
        });
        sessions.then(j -> {
            assertEquals(cloud, Jenkins.XSTREAM.toXML(j.jenkins.getCloud("written")));
            ImmutableAgentsCloud read = (ImmutableAgentsCloud) j.jenkins.getCloud("written");
            assertEquals(7, read.getCap());
            assertEquals("http://127.0.0.1:1/x/", read.getControllerUrl());
            assertEquals("/usr/bin/java", ((ProcessAgentProvider) read.getProvider()).getJava());
            assertEquals(2, read.getTemplates().get(0).getNodeProperties().size());
            ImmutableAgent agent = ImmutableAgent.find(machine);
            assertNotNull(agent, "the agent was not read again");
            assertEquals(node, Jenkins.XSTREAM2.toXML(agent));
            assertEquals("nodes", agent.getCloud());
            assertEquals("full", agent.getTemplate());
            assertEquals(machine, agent.getId().getNodeName());
            assertEquals("linux java-17", agent.getLabelString());
            assertEquals(2, agent.getNumExecutors());
            assertEquals(Node.Mode.NORMAL, agent.getMode());
            assertEquals("/srv/agent", agent.getRemoteFS());
            assertEquals(2, agent.getNodeProperties().size());
            assertTrue(agent.getLauncher() instanceof MachineLauncher);
            assertTrue(agent.getRetentionStrategy() instanceof FleetRetention);
            Trial.until(
                    Duration.ofSeconds(20),
                    "its machine is known",
                    () -> Fleets.get()
                            .find("nodes")
                            .filter(f -> f.view().machines().containsKey(machine))
                            .isPresent());
            assertTrue(
                    Fleets.get()
                            .find("nodes")
                            .orElseThrow()
                            .view()
                            .machines()
                            .get(machine)
                            .phase()
                            .serving(),
                    "the restart was taken for a change of the template");
        });
    }

    @Test
    void cloudDeletedBeforeARestartIsStillCleanedUp() throws Throwable {
        sessions.then(j -> {
            StubPlace.fresh("left").destroys = new CountDownLatch(1);
            AgentTemplate template = StubProvider.template("left");
            template.setSpare(1);
            StubProvider.cloud("left", 1, template);
            Trial.until(
                    Duration.ofSeconds(20),
                    "a machine is made",
                    () -> !StubPlace.of("left").machines.isEmpty());
            j.jenkins.clouds.clear();
            j.jenkins.save();
            machine = StubPlace.of("left").machines.keySet().iterator().next();
        });
        assertEquals(Set.of(machine), StubPlace.of("left").machines.keySet());
        StubPlace.of("left").destroys.countDown();
        sessions.then(j -> {
            Path files = j.jenkins.getRootDir().toPath().resolve("immutable-agents/fleets/left");
            Trial.until(
                    Duration.ofSeconds(60),
                    "machine, agent and files go",
                    () -> StubPlace.of("left").machines.isEmpty()
                            && j.jenkins.getNode(machine) == null
                            && !Files.exists(files)
                            && Fleets.get().all().isEmpty());
        });
    }

    @Test
    void damagedConfigurationIsToldAndHurtsNobodyElse() throws Throwable {
        sessions.then(j -> {
            StubPlace.fresh("good");
            StubProvider.cloud("bad", 1, StubProvider.template("bad"));
            StubProvider.cloud("good", 1, StubProvider.template("good"));
        });
        Path config = sessions.getHome().toPath().resolve("config.xml");
        String xml = Files.readString(config);
        String provider = "<place>bad</place>";
        assertTrue(xml.contains(provider), xml);
        int start = xml.lastIndexOf("<provider", xml.indexOf(provider));
        int end = xml.indexOf("</provider>", start) + "</provider>".length();
        String stripped = xml.substring(0, start) + xml.substring(end);
        Files.writeString(
                config,
                stripped.replaceFirst("<executors>1</executors>", "").replaceFirst("<nodeProperties/>", ""),
                StandardCharsets.UTF_8);
        sessions.then(j -> {
            Trial.until(
                    Duration.ofSeconds(20),
                    "the good fleet runs",
                    () -> Fleets.get().find("good").isPresent());
            Trial.until(
                    Duration.ofSeconds(20),
                    "the bad one is told",
                    () -> Fleets.get().broken().containsKey("bad"));
            String told = Fleets.get().broken().get("bad");
            assertTrue(told.contains("cloud “bad” has no provider"), told);
            ImmutableAgentsCloud bad = (ImmutableAgentsCloud) j.jenkins.getCloud("bad");
            assertEquals(1, bad.getTemplates().get(0).getExecutors());
            assertEquals(List.of(), bad.getTemplates().get(0).getNodeProperties());
            String page = Http.anonymous().get("cloud/bad/").body();
            assertTrue(page.contains("cloud “bad” has no provider"), page);
            assertEquals(200, Http.anonymous().get("cloud/bad/configure").statusCode());
            assertEquals(200, Http.anonymous().get("cloud/good/").statusCode());
            assertFalse(Fleets.get().broken().containsKey("good"));
        });
    }
}
