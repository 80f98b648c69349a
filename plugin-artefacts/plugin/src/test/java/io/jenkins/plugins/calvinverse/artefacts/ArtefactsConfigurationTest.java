package io.jenkins.plugins.calvinverse.artefacts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.jenkins.plugins.calvinverse.artefacts.server.ArtefactServer;
import io.jenkins.plugins.calvinverse.artefacts.trigger.NotificationSender;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.ConfigurationContext;
import io.jenkins.plugins.casc.ConfiguratorException;
import io.jenkins.plugins.casc.ConfiguratorRegistry;
import io.jenkins.plugins.casc.misc.ConfiguredWithCode;
import io.jenkins.plugins.casc.misc.JenkinsConfiguredWithCodeRule;
import io.jenkins.plugins.casc.misc.Util;
import io.jenkins.plugins.casc.misc.junit.jupiter.WithJenkinsConfiguredWithCode;
import io.jenkins.plugins.casc.model.CNode;
import io.jenkins.plugins.casc.model.Mapping;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithJenkinsConfiguredWithCode
class ArtefactsConfigurationTest {

    @TempDir
    Path folder;

    @Test
    @ConfiguredWithCode("configuration-as-code.yaml")
    void givenAsCodeAndSavedThroughTheForm(JenkinsConfiguredWithCodeRule jenkins) throws Exception {
        check();
        jenkins.configRoundtrip();
        check();
        ArtefactsConfiguration.get().load();
        check();
    }

    @Test
    @ConfiguredWithCode("configuration-as-code.yaml")
    void whatIsExportedIsWhatWasGiven(JenkinsConfiguredWithCodeRule jenkins) throws Exception {
        ConfigurationContext context = new ConfigurationContext(ConfiguratorRegistry.get());
        CNode exported = Util.getUnclassifiedRoot(context).get("calvinverseArtefacts");
        String given = Util.toStringFromYamlFile(this, "configuration-as-code.yaml");
        // Below its two outer words
        assertEquals(
                given.lines().skip(2).map(line -> line.substring(4)).toList(),
                Util.toYamlString(exported).replace("\"", "").lines().toList());
        Path file = Files.writeString(folder.resolve("exported.yaml"), Util.toYamlString(root(exported)));
        ArtefactsConfiguration.get().setServers(List.of());
        ArtefactsConfiguration.get().setSenders(List.of());
        ConfigurationAsCode.get().configure(file.toString());
        check();
    }

    private static Mapping root(CNode exported) {
        Mapping unclassified = new Mapping();
        unclassified.put("calvinverseArtefacts", exported);
        Mapping root = new Mapping();
        root.put("unclassified", unclassified);
        return root;
    }

    private static void check() {
        List<ArtefactServer> servers = ArtefactsConfiguration.get().getServers();
        assertEquals(
                List.of("nexus", "other"),
                servers.stream().map(ArtefactServer::getName).toList());
        assertEquals("https://nexus.example.org/artefacts", servers.get(0).getUrl());
        assertNull(servers.get(0).getCredentialsId());
        assertEquals("publisher", servers.get(1).getCredentialsId());
        assertNull(servers.get(1).getCaCertificates());
        assertEquals(
                "https://packages.example.org/repository/raw/a.txt",
                ArtefactsConfiguration.get().link("https://nexus.example.org/artefacts/repository/raw/a.txt"));
        assertEquals(
                "http://other.example.org:8081/a",
                ArtefactsConfiguration.get().link("http://other.example.org:8081/a"));
        NotificationSender sender = ArtefactsConfiguration.get().getSenders().get(0);
        assertEquals(
                "registry registry registry-token",
                sender.getName() + " " + sender.getKind() + " " + sender.getCredentialsId());
    }

    @Test
    @ConfiguredWithCode(
            value = "unknown-setting.yaml",
            expected = ConfiguratorException.class,
            message = "calvinverseArtefacts")
    void aSettingThatDoesNotExistIsRefused(JenkinsConfiguredWithCodeRule jenkins) {
        // The rule expects the refusal
    }

    @Test
    @ConfiguredWithCode(value = "twice.yaml", expected = ConfiguratorException.class)
    void twoServersOfOneNameAreRefused(JenkinsConfiguredWithCodeRule jenkins) {
        // The rule expects the refusal
    }

    @Test
    @ConfiguredWithCode(value = "password-in-url.yaml", expected = ConfiguratorException.class)
    void aPasswordInTheAddressIsRefused(JenkinsConfiguredWithCodeRule jenkins) {
        // The rule expects the refusal
    }
}
