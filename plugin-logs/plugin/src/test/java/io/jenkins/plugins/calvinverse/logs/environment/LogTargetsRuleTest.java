package io.jenkins.plugins.calvinverse.logs.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import io.calvinverse.parts.RabbitPart;
import io.jenkins.plugins.calvinverse.environments.EnvironmentsConfiguration;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import io.jenkins.plugins.calvinverse.environments.definition.StaticService;
import io.jenkins.plugins.calvinverse.logs.LogsConfiguration;
import io.jenkins.plugins.calvinverse.logs.Setting;
import io.jenkins.plugins.calvinverse.logs.destination.AmqpLogTarget;
import io.jenkins.plugins.calvinverse.logs.destination.ServiceAddress;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What a real RabbitMQ lacks of that which logs are to go through is named by the checks of its environment, alone. */
@WithJenkins
class LogTargetsRuleTest {
    private static final String HERE = "small-shop";

    private JenkinsRule jenkins;
    private String broker;

    @Test
    void vhostsExchangesAndQueuesThatAreMissing(JenkinsRule rule) throws Exception {
        jenkins = rule;
        try (RabbitPart rabbit = RabbitPart.start()) {
            broker = "127.0.0.1:" + rabbit.port();
            environment("queue", "amqp", broker);
            Setting.ship(target("amqp"));
            assertTrue(check(Result.SUCCESS).contains("nothing is missing"));

            LogsConfiguration.get().setTargets(List.of(without("vhost.elsewhere", null, "builds")));
            alone("vhost vhost.elsewhere is not at " + broker + ", or closed to the user of the credential");
            LogsConfiguration.get().setTargets(List.of(without("vhost.logs", null, "filelog")));
            alone("[log-targets] queue filelog in vhost.logs is not at " + broker
                    + " (needed by the log target rabbitmq); create it in RabbitMQ");
            LogsConfiguration.get().setTargets(List.of(without("vhost.logs", "nowhere", "builds")));
            alone("exchange nowhere in vhost.logs is not at " + broker);

            Setting.ship(target("mqtt"));
            alone("[needs] mqtt.queue has no instance in the catalog (needed by the log target rabbitmq)");

            Setting.ship(Setting.amqp(rabbit.port()));
            assertTrue(check(Result.SUCCESS).contains("nothing is missing"));
            Setting.ship(target("amqp"));
            rabbit.server().kill();
            alone("the check log-targets could not be made: RabbitMQ at " + broker);
        } finally {
            LogsConfiguration.get().setTargets(List.of());
        }
    }

    private static void environment(String service, String tag, String address) {
        StaticService queue = new StaticService(service, address);
        queue.setTag(tag);
        Environment environment = new Environment(HERE);
        environment.setStaticServices(List.of(queue));
        EnvironmentsConfiguration.get().setEnvironments(List.of(environment));
    }

    private static AmqpLogTarget target(String tag) throws Exception {
        Setting.credential("rabbit", "jenkins", "jenkins");
        AmqpLogTarget target = new AmqpLogTarget("rabbitmq", "rabbit");
        ServiceAddress service = new ServiceAddress(HERE, "queue");
        service.setTag(tag);
        target.setService(service);
        target.setQueue("builds");
        return target;
    }

    private static AmqpLogTarget without(String vhost, String exchange, String queue) throws Exception {
        AmqpLogTarget target = target("amqp");
        target.setVhost(vhost);
        target.setExchange(exchange);
        target.setQueue(queue);
        return target;
    }

    private void alone(String finding) throws Exception {
        String log = check(Result.FAILURE);
        assertTrue(log.contains(finding), log);
        assertEquals(1, log.lines().filter(line -> line.contains("(needed by ")).count(), log);
    }

    private String check(Result expected) throws Exception {
        WorkflowJob job = jenkins.jenkins.getItemByFullName("check", WorkflowJob.class);
        if (job == null) {
            job = jenkins.createProject(WorkflowJob.class, "check");
            job.setDefinition(new CpsFlowDefinition("environmentCheck()", true));
        }
        return JenkinsRule.getLog(jenkins.buildAndAssertStatus(expected, job));
    }
}
