package io.jenkins.plugins.calvinverse.environments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.ExtensionList;
import io.jenkins.plugins.casc.misc.ConfiguredWithCode;
import io.jenkins.plugins.casc.misc.JenkinsConfiguredWithCodeRule;
import io.jenkins.plugins.casc.misc.junit.jupiter.WithJenkinsConfiguredWithCode;
import org.junit.jupiter.api.Test;

@WithJenkinsConfiguredWithCode
class EnvironmentsConfigurationTest {

    @Test
    @ConfiguredWithCode("configuration-as-code.yaml")
    void asCodeAndThroughTheForm(JenkinsConfiguredWithCodeRule jenkins) throws Exception {
        EnvironmentsConfiguration configuration = ExtensionList.lookupSingleton(EnvironmentsConfiguration.class);
        jenkins.configRoundtrip();
        assertEquals(configuration, ExtensionList.lookupSingleton(EnvironmentsConfiguration.class));
        configuration.save();
        assertNotNull(new EnvironmentsConfiguration());
        String page = jenkins.createWebClient().goTo("manage/configure").asNormalizedText();
        assertTrue(page.contains(configuration.getDisplayName()), page);
    }
}
