package io.jenkins.plugins.calvinverse.environments;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.PluginWrapper;
import hudson.model.Label;
import hudson.model.Result;
import io.jenkins.plugins.calvinverse.environments.definition.ConsulAccess;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import io.jenkins.plugins.calvinverse.environments.definition.StaticService;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** A controller in its own process, with the plugin's own class loader: what JenkinsRule cannot show. */
class PackagedPluginTest {

    @RegisterExtension
    private final RealJenkinsExtension jenkins = new RealJenkinsExtension();

    @Test
    void worksInARealController() throws Throwable {
        jenkins.then(PackagedPluginTest::isActive);
        jenkins.then(PackagedPluginTest::findsServicesAndReadsSourcesOnAgents);
    }

    private static void isActive(JenkinsRule rule) {
        PluginWrapper plugin = rule.jenkins.pluginManager.getPlugin("calvinverse-environments");
        assertNotNull(plugin, "installed");
        assertTrue(plugin.isActive(), "active");
        Environment environment = new Environment("real");
        environment.setStaticServices(List.of(new StaticService("artefacts", "nexus.example.org:8081")));
        ConsulAccess nobody = new ConsulAccess();
        nobody.setAddresses("http://127.0.0.1:1");
        environment.setConsul(nobody);
        EnvironmentsConfiguration.get().setEnvironments(List.of(environment));
    }

    private static void findsServicesAndReadsSourcesOnAgents(JenkinsRule rule) throws Exception {
        WorkflowJob job = rule.createProject(WorkflowJob.class, "real");
        job.setDefinition(
                new CpsFlowDefinition("withEnvironment('real') { echo 'at ' + serviceAddress('artefacts') }", true));
        rule.assertLogContains("at nexus.example.org:8081", rule.buildAndAssertSuccess(job));

        // Items and problems cross from a real agent; then there is no Consul to compare them with.
        rule.createOnlineSlave(Label.get("agent"));
        job.setDefinition(new CpsFlowDefinition("""
                node('agent') {
                  writeFile file: 'kv/a.yaml', text: 'config: [{key: config/a, value: 1}]'
                  configurationPlan version: '1.0.0', directory: 'kv'
                }
                """, true));
        rule.assertLogContains("http://127.0.0.1:1", rule.buildAndAssertStatus(Result.FAILURE, job));
        job.setDefinition(new CpsFlowDefinition("""
                node('agent') {
                  writeFile file: 'kv/a.yaml', text: 'config: [{key: auth/a, value: 1}]'
                  configurationPlan version: '1.0.0', directory: 'kv'
                }
                """, true));
        rule.assertLogContains("a.yaml:1", rule.buildAndAssertStatus(Result.FAILURE, job));
    }
}
