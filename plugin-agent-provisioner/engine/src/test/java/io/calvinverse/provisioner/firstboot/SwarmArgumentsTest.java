package io.calvinverse.provisioner.firstboot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.provisioner.fleet.FleetSpec.Owner;
import io.calvinverse.provisioner.provider.Order;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SwarmArgumentsTest {
    private static final String PASSWORD = "correct-horse";

    private final Order order = new Order(
            "linux-abc",
            new Owner("c1", "f1"),
            "linux",
            "1.0.0",
            Instant.EPOCH,
            Map.of(),
            new Order.Bootstrap("https://ci.example/builds/", "linux-abc", PASSWORD));
    private final List<String> arguments =
            SwarmArguments.of(order, new SwarmArguments.Files("/run/password", "/var/agent"));

    @Test
    void theAgentRegistersUnderTheIssuedNameAndNoOther() {
        assertEquals("linux-abc", after("-name"));
        assertEquals("https://ci.example/builds/", after("-url"));
        assertEquals("/var/agent", after("-fsroot"));
        assertTrue(arguments.containsAll(List.of("-disableClientsUniqueId", "-deleteExistingClients", "-webSocket")));
    }

    @Test
    void thePasswordIsOnlyEverInAFile() {
        assertEquals("linux-abc", after("-username"));
        assertEquals("/run/password", after("-passwordFile"));
        assertTrue(arguments.contains("-noCrumb"));
        assertTrue(arguments.stream().noneMatch(a -> a.contains(PASSWORD)), () -> "password in " + arguments);
        assertFalse(order.toString().contains(PASSWORD));
    }

    @Test
    void whatTheTemplateDecidesIsNotSent() {
        for (String option : List.of("-labels", "-mode", "-executors", "-t", "-e", "-description")) {
            assertFalse(arguments.contains(option), option);
        }
    }

    @Test
    void aLostConnectionIsTriedAgainAtAnEvenPace() {
        assertEquals("NONE", after("-retryBackOffStrategy"));
        int seconds = Integer.parseInt(after("-retryInterval"));
        assertTrue(seconds >= 1 && seconds <= 5, () -> seconds + " s");
        assertFalse(arguments.contains("-noRetryAfterConnected"));
        assertFalse(arguments.contains("-retry"));
    }

    private String after(String option) {
        return arguments.get(arguments.indexOf(option) + 1);
    }
}
