package io.jenkins.plugins.calvinverse.provisioner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.calvinverse.provisioner.cloud.AgentTemplate;
import io.jenkins.plugins.calvinverse.provisioner.cloud.ImmutableAgentsCloud;
import io.jenkins.plugins.calvinverse.provisioner.provider.QemuAgentProvider;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.yaml.YamlSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** QEMU in a cloud, by form and as code. No machine is made. */
@WithJenkins
class QemuFormTest {
    private static final String NAME = "machines";
    private static final String CODE = """
            jenkins:
              clouds:
                - immutableAgents:
                    name: "machines"
                    provider:
                      qemu:
                        images: "/srv/images"
                        root: "/srv/machines"
                    templates:
                      - name: "linux"
                        labels: "linux"
                        image: "linux-1.0.0"
                        settings: |
                          memory=768
                          disks=workspace:2
            """;

    private static JenkinsRule j;

    @BeforeAll
    static void remember(JenkinsRule rule) {
        j = rule;
    }

    @BeforeEach
    void clear() {
        j.jenkins.clouds.clear();
    }

    @Test
    void theFormKeepsWhatCodeSays() throws Exception {
        configure(CODE);
        j.submit(j.createWebClient().goTo("cloud/machines/configure").getFormByName("config"));

        QemuAgentProvider provider = (QemuAgentProvider) cloud().getProvider();
        assertEquals("/srv/images", provider.getImages());
        assertEquals("/srv/machines", provider.getRoot());
        assertEquals("/var/lib/agent", provider.remoteFs("any"));
        ByteArrayOutputStream exported = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(exported);
        String yaml = exported.toString(StandardCharsets.UTF_8);
        assertTrue(yaml.contains("qemu:") && yaml.contains("images: \"/srv/images\""), yaml);
    }

    @Test
    void nonsenseIsRefusedWithItsReason() {
        refused(CODE.replace("/srv/images", "images"), "“images” is not an absolute path");
        refused(CODE.replace("/srv/machines", "machines/x"), "“machines/x” is not an absolute path");
        refused(CODE.replace("memory=768", "memory=much"), "the setting memory is 'much'");
        refused(CODE.replace("memory=768", "ram=768"), "the setting 'ram' is not known; there are ");
        refused(CODE.replace("workspace:2", "workspace"), "the setting disks");
    }

    @Test
    void testConnectionTellsWhatIsThere(@TempDir Path empty) throws Exception {
        String path = "descriptorByName/" + QemuAgentProvider.class.getName() + "/testConnection";
        String nothing = Http.anonymous()
                .postWithCrumb(path, Map.of("images", empty.toString(), "root", empty + "/machines"))
                .body();
        // Which of the two depends on the computer; both say what to do
        assertTrue(nothing.contains("there is no image in " + empty) || nothing.contains("missing: qemu"), nothing);
        String relative =
                Http.anonymous().postWithCrumb(path, Map.of("images", "x")).body();
        assertTrue(relative.contains("“x” is not an absolute path"), relative);
    }

    @Test
    void aMachineThatCannotBeMadeSaysWhy(@TempDir Path empty) throws Exception {
        AgentTemplate template = new AgentTemplate("vm", "vm", "linux-9.9.9");
        QemuAgentProvider qemu = new QemuAgentProvider(empty.toString());
        qemu.setRoot(empty + "/machines");
        ImmutableAgentsCloud cloud = new ImmutableAgentsCloud(Trial.CLOUD, qemu);
        cloud.setTemplates(List.of(template));
        Trial.install(cloud);

        Trial.pipeline("waits", "node('vm') { }").scheduleBuild2(0).waitForStart();

        Trial.until(
                Duration.ofSeconds(60),
                "the page says why",
                () -> j.createWebClient()
                        .goTo("cloud/trial/")
                        .asNormalizedText()
                        .contains("there is no image linux-9.9.9 in " + empty));
        j.jenkins.getQueue().clear();
    }

    private static void refused(String code, String reason) {
        Exception refusal = assertThrows(Exception.class, () -> configure(code));
        StringBuilder said = new StringBuilder();
        for (Throwable each = refusal; each != null; each = each.getCause()) {
            said.append(each.getMessage()).append('\n');
        }
        assertTrue(said.toString().contains(reason), said.toString());
    }

    private static void configure(String code) throws Exception {
        ConfigurationAsCode.get()
                .configureWith(YamlSource.of(new ByteArrayInputStream(code.getBytes(StandardCharsets.UTF_8))));
    }

    private static ImmutableAgentsCloud cloud() {
        return (ImmutableAgentsCloud) j.jenkins.getCloud(NAME);
    }
}
