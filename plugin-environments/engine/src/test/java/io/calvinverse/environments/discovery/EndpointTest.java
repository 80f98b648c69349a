package io.calvinverse.environments.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class EndpointTest {

    @Test
    void isWrittenAsInAnAddress() {
        assertEquals("nexus.node.consulverse:8081", new Endpoint("nexus.node.consulverse", 8081).toString());
        assertEquals("[fe80::1]:8081", new Endpoint("fe80::1", 8081).toString());
    }

    @Test
    void nonsenseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Endpoint(" ", 80));
        assertThrows(IllegalArgumentException.class, () -> new Endpoint("nexus", 0));
        assertThrows(IllegalArgumentException.class, () -> new Endpoint("nexus", 70_000));
    }
}
