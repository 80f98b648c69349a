package io.calvinverse.environments.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StaticDiscoveryTest extends DiscoveryContract {

    private final Discovery discovery = new StaticDiscovery(
            "two-machine-shop",
            Map.of(
                    WRITE,
                    List.of(new Endpoint("10.1.2.3", 8081)),
                    READ,
                    List.of(new Endpoint("10.1.2.3", 8082)),
                    ServiceName.parse("builds"),
                    List.of(new Endpoint("10.1.2.3", 8080))),
            Clock.systemUTC());

    @Override
    Discovery discovery() {
        return discovery;
    }

    @Test
    void aServiceWithoutTagsServesAnyTag() throws Exception {
        assertEquals(
                List.of(new Endpoint("10.1.2.3", 8080)),
                discovery.find(ServiceName.parse("active.builds")).endpoints());
    }

    @Test
    void whatThereIsIsListedNearOnesFirst() {
        DiscoveryException refused = assertThrows(
                DiscoveryException.class, () -> discovery.find(ServiceName.parse("write-productoin.artefacts")));
        assertEquals(DiscoveryException.Kind.UNKNOWN_TAG, refused.kind());
        assertTrue(
                refused.getMessage()
                        .contains("did you mean 'write-production.artefacts'? there are: write-production.artefacts, "),
                refused::getMessage);
    }
}
