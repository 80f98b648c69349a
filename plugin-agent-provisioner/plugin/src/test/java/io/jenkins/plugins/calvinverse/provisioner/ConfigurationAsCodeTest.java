package io.jenkins.plugins.calvinverse.provisioner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Node;
import hudson.model.Result;
import io.calvinverse.provisioner.machine.Phase;
import io.jenkins.plugins.calvinverse.provisioner.cloud.AgentTemplate;
import io.jenkins.plugins.calvinverse.provisioner.cloud.ImmutableAgentsCloud;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Fleets;
import io.jenkins.plugins.calvinverse.provisioner.provider.ProcessAgentProvider;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.ConfiguratorException;
import io.jenkins.plugins.casc.yaml.YamlSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Clouds as YAML. */
@WithJenkins
class ConfigurationAsCodeTest {
    private static final String GOOD = """
            jenkins:
              clouds:
                - immutableAgents:
                    name: "casc"
                    provider:
                      stub:
                        place: "casc"
                    templates:
                      - name: "one"
                        labels: "one"
                        image: "1"
                      - name: "two"
                        labels: "two"
                        image: "1"
            """;

    private static JenkinsRule j;

    @BeforeAll
    static void remember(JenkinsRule rule) {
        j = rule;
    }

    @AfterEach
    void clear() throws Exception {
        j.jenkins.clouds.clear();
        j.jenkins.save();
    }

    @Test
    void trialConfigurationIsUnderstood() throws Exception {
        ConfigurationAsCode.get().configure(getClass().getResource("trial.yaml").toString());

        ImmutableAgentsCloud cloud = (ImmutableAgentsCloud) j.jenkins.getCloud("trial");
        assertEquals(12, cloud.getCap());
        assertTrue(cloud.getProvider() instanceof ProcessAgentProvider);
        AgentTemplate linux = cloud.getTemplates().get(0);
        assertEquals("linux java", linux.getLabels());
        assertEquals(5, linux.getIdleMinutes());
        assertEquals(1, linux.getNodeProperties().size());
        AgentTemplate single = cloud.getTemplates().get(1);
        assertEquals(1, single.getUses());
        assertEquals(1, single.getSpare());
        assertEquals(Node.Mode.EXCLUSIVE, single.getMode());
        assertEquals(
                List.of("# small agents", "heap=64m"),
                single.getSettings().lines().toList());
    }

    @Test
    void exportIsTheSameConfiguration() throws Exception {
        Trial.cloud(TemplateFormTest.full(), Trial.template("plain"));
        String before = Jenkins.XSTREAM.toXML(j.jenkins.getCloud("trial"));
        ByteArrayOutputStream exported = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(exported);
        String yaml = exported.toString(StandardCharsets.UTF_8);
        String clouds = yaml.substring(yaml.indexOf("  clouds:"), yaml.indexOf("  crumbIssuer:"));
        j.jenkins.clouds.clear();

        apply("jenkins:\n" + clouds);

        assertEquals(before, Jenkins.XSTREAM.toXML(j.jenkins.getCloud("trial")), clouds);
    }

    @Test
    void nonsenseIsRefusedWithItsReason() throws Exception {
        apply(GOOD);
        refused(
                "image: \"1\"",
                "image: \"1\"\n            spare: 11",
                "11 spare machines do not fit under the cap of 10");
        refused("name: \"one\"", "name: \"The One\"", "“The One” is not a template name");
        refused("name: \"one\"", "name: \"\"", "is not a template name");
        refused("name: \"one\"", "name: \"two\"", "cloud “casc” has two templates “two”");
        refused("labels: \"one\"", "labels: \"a&&b\"", "“a&&b” is not a plain label");
        refused("labels: \"one\"", "labels: \" \"", "at least one label");
        refused("image: \"1\"", "image: \"1\"\n            cap: 0", "cap is 0; it must be at least 1");
        refused("image: \"1\"", "image: \"1\"\n            executors: -1", "executors is -1; it must be at least 1");
        refused("image: \"1\"", "image: \"1\"\n            executors: many", "executors");
        refused("image: \"1\"", "image: \"1\"\n            executers: 2", "executers");
        refused(
                "image: \"1\"",
                "image: \"1\"\n            settings: \"x=1\"",
                "this provider has no template settings");
        refused(
                "stub:\n            place: \"casc\"",
                "process: {root: relative}",
                "“relative” is not an absolute path");
        refused("stub:\n            place: \"casc\"", "hyperspace: {}", "hyperspace");
        refused("provider:\n          stub:\n            place: \"casc\"", "cap: 3", "cloud “casc” has no provider");
        refused("name: \"casc\"", "name: \"casc\"\n        cap: 0", "cap is 0; it must be at least 1");
        refused("name: \"casc\"", "name: \"a/b\"", "“a/b” is not a name for a cloud");
        refused(
                "name: \"casc\"",
                "name: \"casc\"\n        controllerUrl: \"ci\"",
                "“ci” is not a URL machines can use");
        refused(
                "stub:\n            place: \"casc\"",
                "process: {}",
                "settings: \"memory=1\"",
                "the setting 'memory' is not known; there are heap, jar and environment.NAME");
    }

    @Test
    void reloadLeavesRunningBuildsAlone() throws Exception {
        StubPlace place = StubPlace.fresh("casc");
        place.connects = true;
        apply(GOOD);
        HeldBuild build = HeldBuild.queue("reload", "one");
        String machine = build.started();
        HeldBuild second = HeldBuild.queue("reload-two", "two");
        String gone = second.started();

        apply(GOOD.replace("labels: \"one\"", "labels: \"one more\"")
                .replace("name: \"two\"", "name: \"three\"")
                .replace("provider:", "cap: 5\n        provider:"));

        Trial.until(
                Duration.ofSeconds(20),
                "the machines take no more builds",
                () -> List.of(machine, gone).stream().allMatch(m -> phase(m) == Phase.DRAINING));
        HeldBuild more = HeldBuild.queue("reload-more", "more");
        more.started();
        for (HeldBuild each : List.of(build, second, more)) {
            assertEquals(Result.SUCCESS, each.ended());
        }
        Trial.until(
                Duration.ofSeconds(20),
                "the old machines go",
                () -> !place.machines.containsKey(machine) && !place.machines.containsKey(gone));
        assertEquals(1, place.machines.size());
    }

    private static Phase phase(String machine) {
        return Fleets.get()
                .find("casc")
                .orElseThrow()
                .view()
                .machines()
                .get(machine)
                .phase();
    }

    private static void refused(String good, String bad, String reason) throws Exception {
        refused(good, bad, null, reason);
    }

    private static void refused(String good, String bad, String setting, String reason) throws Exception {
        assertTrue(GOOD.contains(good), good);
        String yaml = GOOD.replaceFirst(java.util.regex.Pattern.quote(good), bad);
        String whole =
                setting == null ? yaml : yaml.replaceFirst("image: \"1\"", "image: \"1\"\n            " + setting);
        String before = Jenkins.XSTREAM.toXML(j.jenkins.getCloud("casc"));
        Exception refusal = assertThrows(ConfiguratorException.class, () -> apply(whole), whole);
        StringBuilder told = new StringBuilder();
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            told.append(cause.getMessage()).append('\n');
        }
        assertTrue(told.toString().contains(reason), reason + " is not in " + told);
        assertEquals(before, Jenkins.XSTREAM.toXML(j.jenkins.getCloud("casc")));
    }

    private static void apply(String yaml) throws Exception {
        ConfigurationAsCode.get()
                .configureWith(YamlSource.of(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))));
    }
}
