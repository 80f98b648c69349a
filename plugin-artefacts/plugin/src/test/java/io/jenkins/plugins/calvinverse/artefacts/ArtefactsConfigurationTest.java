package io.jenkins.plugins.calvinverse.artefacts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.jenkins.plugins.calvinverse.artefacts.server.ArtefactServer;
import io.jenkins.plugins.casc.ConfiguratorException;
import io.jenkins.plugins.casc.misc.ConfiguredWithCode;
import io.jenkins.plugins.casc.misc.JenkinsConfiguredWithCodeRule;
import io.jenkins.plugins.casc.misc.junit.jupiter.WithJenkinsConfiguredWithCode;
import java.util.List;
import org.junit.jupiter.api.Test;

@WithJenkinsConfiguredWithCode
class ArtefactsConfigurationTest {

    @Test
    @ConfiguredWithCode("configuration-as-code.yaml")
    void givenAsCodeAndSavedThroughTheForm(JenkinsConfiguredWithCodeRule jenkins) throws Exception {
        check();
        jenkins.configRoundtrip();
        check();
        ArtefactsConfiguration.get().load();
        check();
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
