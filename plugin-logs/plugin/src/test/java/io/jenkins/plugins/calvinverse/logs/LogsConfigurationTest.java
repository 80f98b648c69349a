package io.jenkins.plugins.calvinverse.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.calvinverse.logs.destination.AmqpLogTarget;
import io.jenkins.plugins.calvinverse.logs.destination.ElasticLogTarget;
import io.jenkins.plugins.calvinverse.logs.destination.SyslogLogTarget;
import io.jenkins.plugins.calvinverse.logs.destination.VaultUser;
import io.jenkins.plugins.casc.ConfiguratorException;
import io.jenkins.plugins.casc.misc.ConfiguredWithCode;
import io.jenkins.plugins.casc.misc.JenkinsConfiguredWithCodeRule;
import io.jenkins.plugins.casc.misc.junit.jupiter.WithJenkinsConfiguredWithCode;
import java.util.List;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.Test;

@WithJenkinsConfiguredWithCode
class LogsConfigurationTest {

    @Test
    @ConfiguredWithCode("configuration-as-code.yaml")
    void givenAsCodeAndSavedThroughTheForm(JenkinsConfiguredWithCodeRule jenkins) throws Exception {
        asGiven();
        String before = Jenkins.XSTREAM2.toXML(LogsConfiguration.get());
        jenkins.configRoundtrip();
        asGiven();
        assertEquals(before, Jenkins.XSTREAM2.toXML(LogsConfiguration.get()));
        LogsConfiguration read = new LogsConfiguration();
        assertEquals(before, Jenkins.XSTREAM2.toXML(read), "as it lies on disk");
    }

    private static void asGiven() {
        LogsConfiguration is = LogsConfiguration.get();
        assertEquals("WARNING", is.getControllerLogLevel());
        assertEquals("key-[0-9]+\ntoken=\\S+", is.getPatterns());
        assertEquals("team crew", is.getAllowedFields());
        assertEquals(3, is.getKeepGigabytes());
        assertEquals(5, is.getKeepDays());
        assertTrue(is.isKeepAnsi());
        AmqpLogTarget amqp =
                assertInstanceOf(AmqpLogTarget.class, is.getTargets().get(0));
        assertEquals("127.0.0.1:1\n127.0.0.1:2", amqp.getBrokers());
        assertEquals("vhost.other", amqp.getVhost());
        assertEquals("rabbit", amqp.getCredentialsId());
        assertNotNull(amqp.getTls());
        ElasticLogTarget elastic =
                assertInstanceOf(ElasticLogTarget.class, is.getTargets().get(1));
        assertEquals("logs-builds-%{uuuu.MM.dd}", elastic.getIndex());
        assertEquals("elastic-key", elastic.getCredentialsId());
        SyslogLogTarget syslog =
                assertInstanceOf(SyslogLogTarget.class, is.getTargets().get(2));
        assertEquals("tcp", syslog.getService().getTag());
        assertEquals(17, syslog.getFacility());
        AmqpLogTarget vault =
                assertInstanceOf(AmqpLogTarget.class, is.getTargets().get(3));
        assertNull(vault.getCredentialsId());
        assertEquals("test", vault.getVaultUser().getVault());
        assertEquals("rabbitmq/creds/write.vhost.logs", vault.getVaultUser().getPath());
    }

    @Test
    @ConfiguredWithCode(
            value = "unknown-setting.yaml",
            expected = ConfiguratorException.class,
            message = "calvinverseLogs")
    void aSettingThatDoesNotExistIsRefused(JenkinsConfiguredWithCodeRule jenkins) {
        // The rule expects the refusal
    }

    @Test
    void whatCannotWorkIsRefusedByName(JenkinsConfiguredWithCodeRule jenkins) throws Exception {
        LogsConfiguration is = LogsConfiguration.get();
        refused("'Rabbit MQ' is no name", () -> new AmqpLogTarget("Rabbit MQ", "rabbit"));
        refused("choose a credential", () -> is.setTargets(List.of(amqp(" ", null))));
        refused("leave one out", () -> is.setTargets(List.of(amqp("rabbit", new VaultUser("test", "a/b")))));
        refused("is no path of a secret", () -> new VaultUser("test", "creds"));
        refused("Name the environment", () -> new VaultUser(" ", "rabbitmq/creds/x"));
        refused("host:port", () -> new AmqpLogTarget("rabbitmq", "rabbit").setBrokers("queue"));
        refused("has no address", () -> is.setTargets(List.of(new ElasticLogTarget("elastic"))));
        refused("as https://host:9200", () -> new ElasticLogTarget("elastic").setServers("ftp://x"));
        refused("facility 24", () -> new SyslogLogTarget("syslog").setFacility(24));
        refused("no credential 'gone'", () -> is.setTargets(List.of(amqp("gone", null))));
        refused("Two targets are called 'syslog'", () -> is.setTargets(List.of(syslog(), syslog())));
        refused("no {job} in it", () -> is.setViewUrl("https://kibana.example.com/"));
        refused("{build}", () -> is.setViewUrl("https://kibana.example.com/{job}/{build}"));
        refused("http://", () -> is.setViewUrl("javascript:alert('{job}')"));
        refused("no regular expression", () -> is.setPatterns("(unclosed"));
        refused("matches the empty text", () -> is.setPatterns("x*"));
        refused("is set by the log shipping itself", () -> is.setAllowedFields("team message"));
        refused("is no level", () -> is.setControllerLogLevel("LOUD"));
        refused("no absolute path", () -> is.setDirectory("somewhere"));
        refused("At least 1", () -> is.setKeepDays(0));
        assertEquals(List.of(), is.getTargets());
    }

    private static AmqpLogTarget amqp(String credential, VaultUser user) {
        AmqpLogTarget target = new AmqpLogTarget("rabbitmq", credential);
        target.setBrokers("127.0.0.1:5672");
        target.setQueue("builds");
        target.setVaultUser(user);
        return target;
    }

    private static SyslogLogTarget syslog() {
        SyslogLogTarget target = new SyslogLogTarget("syslog");
        target.setAddress("127.0.0.1:601");
        return target;
    }

    private static void refused(String word, org.junit.jupiter.api.function.Executable attempt) {
        String message = assertThrows(IllegalArgumentException.class, attempt).getMessage();
        assertTrue(message.contains(word), message);
    }
}
