package io.jenkins.plugins.calvinverse.logs.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.ExtensionList;
import hudson.util.FormValidation;
import io.calvinverse.parts.Ports;
import io.jenkins.plugins.casc.misc.ConfiguredWithCode;
import io.jenkins.plugins.casc.misc.JenkinsConfiguredWithCodeRule;
import io.jenkins.plugins.casc.misc.junit.jupiter.WithJenkinsConfiguredWithCode;
import org.junit.jupiter.api.Test;

@WithJenkinsConfiguredWithCode
class MetricsConfigurationTest {

    @Test
    @ConfiguredWithCode("configuration-as-code.yaml")
    void whatIsGivenAsCodeSurvivesTheFormAndALoad(JenkinsConfiguredWithCodeRule jenkins) throws Exception {
        asGiven(MetricsConfiguration.get());
        jenkins.configRoundtrip();
        asGiven(MetricsConfiguration.get());
        asGiven(new MetricsConfiguration());
    }

    private static void asGiven(MetricsConfiguration configuration) {
        assertEquals("label: linux*\nteam: blue, green", configuration.getTags().replace("\r", ""));
        MetricsPush push = configuration.getPush();
        assertEquals("http://127.0.0.1:1", push.getUrl());
        assertEquals("services", push.getDatabase());
        assertEquals("short", push.getRetentionPolicy());
        assertEquals(3, push.getBufferMegabytes());
        assertTrue(push.isRegistry());
    }

    @Test
    void whatIsWrongIsSaidWhenItIsGiven(JenkinsConfiguredWithCodeRule jenkins) {
        MetricsConfiguration configuration = MetricsConfiguration.get();
        String message = assertThrows(IllegalArgumentException.class, () -> configuration.setTags("a: b\nhost: x"))
                .getMessage();
        assertTrue(message.startsWith("line 2 of the tags, 'host: x'"), message);
        assertEquals(FormValidation.Kind.ERROR, configuration.doCheckTags("Team: x").kind);
        assertEquals(FormValidation.Kind.OK, configuration.doCheckTags("team: x").kind);
        assertThrows(IllegalArgumentException.class, () -> new MetricsPush("influx:8086", "services"));
        assertThrows(IllegalArgumentException.class, () -> new MetricsPush("http://influx:8086", " "));
        MetricsPush.DescriptorImpl form = ExtensionList.lookupSingleton(MetricsPush.DescriptorImpl.class);
        assertEquals(FormValidation.Kind.ERROR, form.doCheckUrl("influx").kind);
        String nobody = form.doTestPush("http://127.0.0.1:" + Ports.free(), "services", "", "")
                .getMessage();
        assertTrue(nobody.contains("cannot be reached"), nobody);
        String missing =
                form.doTestPush("http://127.0.0.1:1", "services", "", "gone").getMessage();
        assertTrue(missing.contains("gone"), missing);
    }
}
