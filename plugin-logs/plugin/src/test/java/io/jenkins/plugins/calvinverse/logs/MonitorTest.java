package io.jenkins.plugins.calvinverse.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.ExtensionList;
import hudson.model.FreeStyleProject;
import hudson.tasks.Shell;
import hudson.util.FormValidation;
import io.calvinverse.parts.Ports;
import io.calvinverse.parts.RabbitPart;
import io.jenkins.plugins.calvinverse.logs.destination.AmqpLogTarget;
import io.jenkins.plugins.calvinverse.logs.destination.Tls;
import io.jenkins.plugins.calvinverse.logs.destination.VaultUser;
import io.jenkins.plugins.calvinverse.logs.page.ShippingMonitor;
import io.jenkins.plugins.calvinverse.logs.stream.StreamLogsStep;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What is wrong with a target is told to administrators; builds succeed all the same. */
@WithJenkins
class MonitorTest {
    private static final Map<String, String> WRONG = Map.of(
            "unreachable", "cannot be reached",
            "vhost", "create the vhost",
            "queue", "no queue 'nowhere'",
            "right", "give the user the right to write",
            "certificate", "signed by a trusted CA",
            "unroutable", "create the queue and its binding",
            "password", "refuses the user name or password",
            "vault", "no user from rabbitmq/creds/x of the Vault of none");

    @Test
    void eachThingThatIsWrongIsNamedWithTheWayOut(JenkinsRule jenkins) throws Exception {
        try (RabbitPart rabbit = RabbitPart.startWithTls()) {
            Setting.credential("reader", "reader", "reader");
            Setting.credential("wrong", "jenkins", "nonsense");
            AmqpLogTarget vhost = target("vhost", "rabbit", rabbit.port());
            vhost.setVhost("elsewhere");
            AmqpLogTarget queue = target("queue", "rabbit", rabbit.port());
            queue.setQueue("nowhere");
            AmqpLogTarget certificate = target("certificate", "rabbit", rabbit.tlsPort());
            certificate.setTls(new Tls());
            AmqpLogTarget unroutable = target("unroutable", "rabbit", rabbit.port());
            unroutable.setQueue(null);
            unroutable.setRoutingKey("nowhere");
            AmqpLogTarget vault = target("vault", null, rabbit.port());
            vault.setVaultUser(new VaultUser("none", "rabbitmq/creds/x"));
            Setting.ship(
                    target("unreachable", "rabbit", Ports.free()),
                    vhost,
                    queue,
                    target("right", "reader", rabbit.port()),
                    certificate,
                    unroutable,
                    target("password", "wrong", rabbit.port()),
                    vault);
            FreeStyleProject job = jenkins.createFreeStyleProject("job");
            job.getBuildersList().add(new Shell("echo something"));
            jenkins.buildAndAssertSuccess(job);
            ShippingMonitor monitor = ExtensionList.lookupSingleton(ShippingMonitor.class);
            Setting.until("all is told: " + WRONG.keySet() + " in " + monitor.getFindings(), () -> {
                List<String> findings = monitor.getFindings();
                return WRONG.entrySet().stream()
                        .allMatch(wrong -> findings.stream()
                                .anyMatch(text -> text.contains(wrong.getKey()) && text.contains(wrong.getValue())));
            });
            assertTrue(monitor.isActivated());
            String page = jenkins.createWebClient().goTo("manage").asNormalizedText();
            assertTrue(page.contains("create the vhost"), page);
        }
    }

    private static AmqpLogTarget target(String name, String credential, int port) throws Exception {
        Setting.amqp(port);
        AmqpLogTarget target = new AmqpLogTarget(name, credential);
        target.setBrokers("127.0.0.1:" + port);
        target.setQueue(RabbitPart.QUEUE);
        return target;
    }

    /** Of a file, as a build's own log has what Jenkins knows; and of a link, which is refused when it is saved, too. */
    @Test
    void charsetsAndLinksThatCannotBeAreNamedInTheirForms(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "files");
        FormValidation charset = new StreamLogsStep.DescriptorImpl().doCheckCharset(job, "UTF-88");
        assertEquals(FormValidation.Kind.ERROR, charset.kind);
        assertTrue(charset.getMessage().contains("UTF-88"), charset.getMessage());
        FormValidation wide = new StreamLogsStep.DescriptorImpl().doCheckCharset(job, "UTF-16LE");
        assertEquals(FormValidation.Kind.ERROR, wide.kind);
        assertTrue(wide.getMessage().contains("iconv -f UTF-16LE"), wide.getMessage());
        for (String right : List.of("UTF-8", "windows-1252", "Shift_JIS", "GB18030")) {
            assertEquals(
                    FormValidation.Kind.OK, new StreamLogsStep.DescriptorImpl().doCheckCharset(job, right).kind, right);
        }
        FormValidation link = LogsConfiguration.get().doCheckViewUrl("https://kibana.example.com/");
        assertEquals(FormValidation.Kind.ERROR, link.kind);
        assertTrue(link.getMessage().contains("{job}"), link.getMessage());
        job.setDefinition(new CpsFlowDefinition(
                "node { streamLogs(files: '*.log', charset: 'UTF-88') { echo 'it runs' } }", true));
        WorkflowRun build = jenkins.buildAndAssertSuccess(job);
        jenkins.assertLogContains("it runs", build);
        jenkins.assertLogContains("UTF-88", build);
    }
}
