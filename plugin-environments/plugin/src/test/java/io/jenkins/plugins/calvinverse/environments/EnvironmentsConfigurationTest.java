package io.jenkins.plugins.calvinverse.environments;

import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.ExtensionList;
import io.jenkins.plugins.casc.ConfiguratorException;
import io.jenkins.plugins.casc.misc.ConfiguredWithCode;
import io.jenkins.plugins.casc.misc.JenkinsConfiguredWithCodeRule;
import io.jenkins.plugins.casc.misc.junit.jupiter.WithJenkinsConfiguredWithCode;
import org.junit.jupiter.api.Test;

@WithJenkinsConfiguredWithCode
class EnvironmentsConfigurationTest {

    @Test
    @ConfiguredWithCode("configuration-as-code.yaml")
    void givenAsCodeAndSavedThroughTheForm(JenkinsConfiguredWithCodeRule jenkins) throws Exception {
        jenkins.configRoundtrip();
        EnvironmentsConfiguration configuration = ExtensionList.lookupSingleton(EnvironmentsConfiguration.class);
        String page = jenkins.createWebClient().goTo("manage/configure").asNormalizedText();
        assertTrue(page.contains(configuration.getDisplayName()), page);
    }

    @Test
    @ConfiguredWithCode(
            value = "unknown-setting.yaml",
            expected = ConfiguratorException.class,
            message = "calvinverseEnvironments")
    void aSettingThatDoesNotExistIsRefused(JenkinsConfiguredWithCodeRule jenkins) {
        // The rule expects the refusal
    }
}
