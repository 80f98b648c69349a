package io.jenkins.plugins.calvinverse.logs;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.ExtensionList;
import hudson.PluginWrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** A controller in its own process, with the plugin's own class loader: what JenkinsRule cannot show. */
class PackagedPluginTest {

    @RegisterExtension
    private final RealJenkinsExtension jenkins = new RealJenkinsExtension();

    @Test
    void loadsInARealController() throws Throwable {
        jenkins.then(PackagedPluginTest::isActiveAndConfigurable);
    }

    private static void isActiveAndConfigurable(JenkinsRule rule) {
        PluginWrapper plugin = rule.jenkins.pluginManager.getPlugin("calvinverse-logs");
        assertNotNull(plugin, "installed");
        assertTrue(plugin.isActive(), "active");
        assertNotNull(ExtensionList.lookupSingleton(LogsConfiguration.class));
    }
}
