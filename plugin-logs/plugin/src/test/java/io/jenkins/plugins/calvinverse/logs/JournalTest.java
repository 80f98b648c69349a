package io.jenkins.plugins.calvinverse.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.model.Label;
import hudson.slaves.DumbSlave;
import io.calvinverse.parts.RabbitPart;
import io.jenkins.plugins.calvinverse.logs.shipping.Shipping;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The controller's own records on the same way. */
@WithJenkins
class JournalTest {
    private static final Logger SOMEBODY = Logger.getLogger("org.example.somebody");

    @Test
    void recordsOfTheControllerAndOfAgentsArriveAndNoneOfTheShippingItself(JenkinsRule jenkins) throws Exception {
        try (RabbitPart rabbit = RabbitPart.start()) {
            LogsConfiguration.get().setPatterns("pass-\\w+");
            LogsConfiguration.get().setControllerLogLevel("WARNING");
            Setting.ship(Setting.amqp(rabbit.port()));
            Setting.until("there is somewhere to ship to", () -> Shipping.get().directory("x") != null);
            SOMEBODY.log(Level.INFO, "too quiet");
            SOMEBODY.log(Level.WARNING, "disk {0} of pass-word is full", new Object[] {"sda"});
            SOMEBODY.log(Level.SEVERE, "it broke", new IllegalStateException("because pass-phrase"));
            Logger.getLogger("io.calvinverse.logs.something").warning("our own word");
            DumbSlave agent = jenkins.createOnlineSlave(Label.get("somewhere"));
            agent.toComputer().disconnect(null).get();
            Received received = new Received(rabbit);
            Setting.until("the agent's end arrives", () -> {
                received.read();
                return received.raw().contains("\"offline\"");
            });
            assertEquals(List.of(), received.faults());
            JsonNode full = line(received, "disk sda of **** is full");
            assertEquals("controller", full.path("kind").asText());
            assertEquals("WARNING", full.path("level").asText());
            assertEquals("org.example.somebody", full.path("logger").asText());
            assertEquals("jenkins", full.path("source").asText());
            String trace = line(received, "it broke").path("stack_trace").asText();
            assertTrue(trace.contains("IllegalStateException: because ****"), trace);
            JsonNode online = line(received, "Agent " + agent.getNodeName() + " is online");
            assertEquals("agent", online.path("kind").asText());
            assertEquals("online", online.path("event").asText());
            assertEquals(agent.getNodeName(), online.path("agent").asText());
            assertFalse(received.raw().contains("too quiet"));
            assertFalse(received.raw().contains("our own word"));
            assertFalse(received.raw().contains("pass-"));
        }
    }

    private static JsonNode line(Received received, String text) {
        return received.all().stream()
                .filter(r -> r.path("message").path(0).asText().equals(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no '" + text + "' in " + received.raw()));
    }
}
