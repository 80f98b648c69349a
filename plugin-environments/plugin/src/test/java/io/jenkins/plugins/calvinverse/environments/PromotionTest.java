package io.jenkins.plugins.calvinverse.environments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.StringParameterDefinition;
import hudson.model.StringParameterValue;
import io.calvinverse.parts.ConsulOptions;
import io.calvinverse.parts.ConsulPart;
import io.jenkins.plugins.calvinverse.environments.definition.ConsulAccess;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import io.jenkins.plugins.calvinverse.environments.page.EnvironmentsPage;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A release goes from one real Consul to another. */
@WithJenkins
class PromotionTest {
    private static final String TEST = ConsulPart.DATACENTER;

    @Test
    void aReleaseGoesFromTestToProductionByPipelineAndOnThePage(JenkinsRule j) throws Exception {
        try (ConsulPart test = ConsulPart.start();
                ConsulPart production = ConsulPart.start(ConsulOptions.of("production"))) {
            EnvironmentsConfiguration.get()
                    .setEnvironments(List.of(environment(TEST, test), environment("production", production)));
            j.createOnlineSlave(hudson.model.Label.get("linux"));
            release("1.0.0", "one");
            production.command("kv", "put", "config/environment/mail/suffix", "production.example.org");
            byPipeline(j, production);
            release("1.1.0", "two");
            onThePage(j, production);
        }
    }

    private static Environment environment(String name, ConsulPart consul) {
        Environment environment = new Environment(name);
        ConsulAccess access = new ConsulAccess();
        access.setAddresses(consul.http().toString());
        environment.setConsul(access);
        return environment;
    }

    private static void release(String version, String value) throws Exception {
        WorkflowJob job = Trial.job("release", """
                node('linux') {
                  writeFile file: 'kv/a.yaml', text: '''config:
                  - {key: config/services/a, value: %s}
                  - {key: config/environment/mail/suffix, value: test.example.org}
                '''
                  releaseConfiguration environment: '%s', version: '%s', directory: 'kv'
                }
                """.formatted(value, TEST, version));
        assertEquals(hudson.model.Result.SUCCESS, job.scheduleBuild2(0).get().getResult());
    }

    private static String at(ConsulPart consul, String key) {
        return consul.command("kv", "get", key).strip();
    }

    private static void byPipeline(JenkinsRule j, ConsulPart production) throws Exception {
        WorkflowJob job = Trial.job("promote", """
                withEnvironment('production') {
                  def done = releaseConfiguration version: params.VERSION, from: '%s', local: ['config/environment/**']
                  echo "${done.kind} of ${done.version} from ${done.origin}"
                }
                """.formatted(TEST));
        job.addProperty(new ParametersDefinitionProperty(new StringParameterDefinition("VERSION")));
        WorkflowRun build = job.scheduleBuild2(0, new ParametersAction(new StringParameterValue("VERSION", "1.0.0")))
                .get();
        j.assertBuildStatusSuccess(build);
        j.assertLogContains("promotion of 1.0.0 from " + TEST, build);
        assertEquals("one", at(production, "config/services/a"));
        assertEquals("production.example.org", at(production, "config/environment/mail/suffix"));
        WorkflowRun never = job.scheduleBuild2(0, new ParametersAction(new StringParameterValue("VERSION", "3.0.0")))
                .get();
        j.assertLogContains("release 3.0.0 was never published in", never);
    }

    private static void onThePage(JenkinsRule j, ConsulPart production) throws Exception {
        j.jenkins.setSecurityRealm(j.createDummySecurityRealm());
        j.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, EnvironmentsPage.READ)
                .everywhere()
                .to("reader", "releaser")
                .grant(EnvironmentsPage.RELEASE)
                .everywhere()
                .to("releaser"));
        String page = "environments/environment/production/promotion/?from=" + TEST + "&local=config/environment/**";
        HtmlPage seen = j.createWebClient().login("reader").goTo(page);
        assertTrue(seen.getElementById("promotion-plan").asNormalizedText().contains("\"one\" -> \"two\""));
        assertTrue(seen.getForms().stream()
                .noneMatch(form -> form.getNameAttribute().equals("publish")));

        JenkinsRule.WebClient client = j.createWebClient().login("releaser");
        HtmlPage environment = client.goTo("environments/environment/production/");
        HtmlForm form =
                ((HtmlPage) environment.getAnchorByText("Promote a release").click()).getFormByName("plan");
        form.getTextAreaByName("local").setText("config/environment/**");
        HtmlPage plan = j.submit(form);
        HtmlPage done = j.submit(plan.getFormByName("publish"));
        String text = done.asNormalizedText();
        assertTrue(text.contains("1.1.0") && text.contains("releaser, on the page of the environment"), text);
        assertEquals("two", at(production, "config/services/a"));
        assertEquals("production.example.org", at(production, "config/environment/mail/suffix"));
        assertFalse(client.goTo("environments/environment/production/promotion/?from=" + TEST)
                .asNormalizedText()
                .contains("Oops"));
    }
}
