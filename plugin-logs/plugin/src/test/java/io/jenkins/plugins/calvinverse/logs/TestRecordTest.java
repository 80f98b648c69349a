package io.jenkins.plugins.calvinverse.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.util.FormValidation;
import io.calvinverse.parts.ElasticPart;
import io.calvinverse.parts.Ports;
import io.calvinverse.parts.RabbitPart;
import io.calvinverse.parts.SyslogPart;
import io.jenkins.plugins.calvinverse.logs.destination.AmqpLogTarget;
import io.jenkins.plugins.calvinverse.logs.destination.ElasticLogTarget;
import io.jenkins.plugins.calvinverse.logs.destination.SyslogLogTarget;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The button "Send a test record" against real servers: it shows the record arriving, or says what is wrong and the way out. */
@WithJenkins
class TestRecordTest {

    @Test
    void rabbitMq(JenkinsRule jenkins) throws Exception {
        try (RabbitPart rabbit = RabbitPart.start()) {
            Setting.credential("rabbit", "jenkins", "jenkins");
            Setting.credential("reader", "reader", "reader");
            Setting.credential("wrong", "jenkins", "nonsense");
            int port = rabbit.port();
            says(FormValidation.Kind.OK, amqp("rabbit", port, "vhost.logs", "", "", "builds"), "holds 1 messages");
            assertTrue(new Received(rabbit).read().raw().contains("Test record"));
            says(
                    FormValidation.Kind.ERROR,
                    amqp("wrong", port, "vhost.logs", "", "", "builds"),
                    "user name or password");
            says(FormValidation.Kind.ERROR, amqp("rabbit", port, "elsewhere", "", "", "builds"), "create the vhost");
            says(
                    FormValidation.Kind.ERROR,
                    amqp("rabbit", port, "vhost.logs", "", "", "nowhere"),
                    "no queue 'nowhere'",
                    "operator of the broker has to create it");
            says(FormValidation.Kind.ERROR, amqp("reader", port, "vhost.logs", "", "", "builds"), "the right to write");
            says(
                    FormValidation.Kind.ERROR,
                    amqp("rabbit", port, "vhost.logs", "", "nowhere", ""),
                    "create the queue and its binding");
            says(
                    FormValidation.Kind.ERROR,
                    amqp("rabbit", Ports.free(), "vhost.logs", "", "", "builds"),
                    "cannot be reached");
            says(FormValidation.Kind.ERROR, amqp("gone", port, "vhost.logs", "", "", "builds"), "no credential 'gone'");
        }
    }

    @Test
    void rabbitMqByMutualTls(JenkinsRule jenkins) throws Exception {
        try (RabbitPart rabbit = RabbitPart.startWithTls()) {
            Setting.credential("rabbit", "jenkins", "jenkins");
            Setting.certificate("client", rabbit.certificate().client());
            String ca = Files.readString(rabbit.certificate().certificate());
            says(FormValidation.Kind.OK, amqpByTls(rabbit, ca, "client"), "holds 1 messages");
            says(FormValidation.Kind.ERROR, amqpByTls(rabbit, null, "client"), "signed by a trusted CA");
            says(FormValidation.Kind.ERROR, amqpByTls(rabbit, ca, null), "a client certificate");
            says(FormValidation.Kind.ERROR, amqpByTls(rabbit, ca, "gone"), "no certificate credential 'gone'");
            says(FormValidation.Kind.ERROR, amqpByTls(rabbit, "no PEM", "client"), "PEM form");
            says(
                    FormValidation.Kind.ERROR,
                    amqp("rabbit", rabbit.tlsPort(), "vhost.logs", "", "", "builds"),
                    "without (or with) TLS");
        }
    }

    private static FormValidation amqpByTls(RabbitPart rabbit, String ca, String client) {
        return new AmqpLogTarget.DescriptorImpl()
                .doTestRecord(
                        "rabbitmq",
                        "rabbit",
                        "127.0.0.1:" + rabbit.tlsPort(),
                        "vhost.logs",
                        "",
                        "",
                        "builds",
                        false,
                        null,
                        null,
                        true,
                        ca,
                        client,
                        null,
                        null,
                        null);
    }

    private static FormValidation amqp(
            String credential, int port, String vhost, String exchange, String key, String queue) {
        return new AmqpLogTarget.DescriptorImpl()
                .doTestRecord(
                        "rabbitmq",
                        credential,
                        "127.0.0.1:" + port,
                        vhost,
                        exchange,
                        key,
                        queue,
                        false,
                        null,
                        null,
                        false,
                        null,
                        null,
                        null,
                        null,
                        null);
    }

    @Test
    void elasticsearch(JenkinsRule jenkins) throws Exception {
        try (ElasticPart elastic = ElasticPart.start()) {
            says(
                    FormValidation.Kind.OK,
                    elastic(elastic.address().toString(), "logs-%{uuuu.MM.dd}"),
                    "is in the index logs-");
            says(FormValidation.Kind.ERROR, elastic(elastic.address().toString(), "Logs"), "lower-case letters");
            says(FormValidation.Kind.ERROR, elastic("http://127.0.0.1:" + Ports.free(), "logs"), "cannot be reached");
        }
    }

    private static FormValidation elastic(String server, String index) {
        return new ElasticLogTarget.DescriptorImpl()
                .doTestRecord("elastic", server, index, null, false, null, null, null, null, null);
    }

    @Test
    void syslogByTls(JenkinsRule jenkins) throws Exception {
        try (SyslogPart syslog = SyslogPart.start()) {
            String ca = Files.readString(syslog.certificate());
            says(FormValidation.Kind.OK, syslog("localhost:" + syslog.tlsPort(), ca), "was sent to localhost");
            Setting.until(
                    "the record is received",
                    () -> syslog.received().stream().anyMatch(line -> line.contains("Test record")));
            says(FormValidation.Kind.ERROR, syslog("localhost:" + syslog.tlsPort(), null), "certificate");
            says(FormValidation.Kind.ERROR, syslog("nonsense", null), "host:port");
            says(FormValidation.Kind.ERROR, syslog("localhost:" + Ports.free(), ca), "cannot be reached");
        }
    }

    private static FormValidation syslog(String address, String ca) {
        return new SyslogLogTarget.DescriptorImpl()
                .doTestRecord("syslog", address, 16, true, ca, null, null, null, null);
    }

    private static void says(FormValidation.Kind kind, FormValidation answer, String... words) {
        assertEquals(kind, answer.kind, answer.toString());
        String text = answer.getMessage().replace("&#039;", "'");
        for (String word : words) {
            assertTrue(text.contains(word), () -> "'" + word + "' is missing in: " + text);
        }
    }
}
