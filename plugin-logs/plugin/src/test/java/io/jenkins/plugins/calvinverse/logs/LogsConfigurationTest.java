package io.jenkins.plugins.calvinverse.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.ExtensionList;
import io.jenkins.plugins.casc.misc.ConfiguredWithCode;
import io.jenkins.plugins.casc.misc.JenkinsConfiguredWithCodeRule;
import io.jenkins.plugins.casc.misc.junit.jupiter.WithJenkinsConfiguredWithCode;
import org.junit.jupiter.api.Test;

@WithJenkinsConfiguredWithCode
class LogsConfigurationTest {

    @Test
    @ConfiguredWithCode("configuration-as-code.yaml")
    void asCodeAndThroughTheForm(JenkinsConfiguredWithCodeRule jenkins) throws Exception {
        LogsConfiguration configuration = ExtensionList.lookupSingleton(LogsConfiguration.class);
        jenkins.configRoundtrip();
        assertEquals(configuration, ExtensionList.lookupSingleton(LogsConfiguration.class));
        configuration.save();
        assertNotNull(new LogsConfiguration());
        String page = jenkins.createWebClient().goTo("manage/configure").asNormalizedText();
        assertTrue(page.contains(configuration.getDisplayName()), page);
    }
}
