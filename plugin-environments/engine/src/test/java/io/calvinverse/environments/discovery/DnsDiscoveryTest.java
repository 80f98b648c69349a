package io.calvinverse.environments.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.calvinverse.environments.Watching;
import io.calvinverse.parts.ConsulPart;
import io.calvinverse.parts.Ports;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On the DNS of a real Consul. */
class DnsDiscoveryTest extends DiscoveryContract {

    private static ConsulPart part;
    private static Services services;

    @BeforeAll
    static void start() throws Exception {
        part = ConsulPart.start();
        services = new Services(part);
        services.register("w", "artefacts", "write-production", 8081);
        services.register("r", "artefacts", "read-production", 8082);
        services.register("b", "builds", "active", 8080);
        Discovery discovery = discovery(part.dns(), Duration.ZERO);
        Watching.await("DNS knows them", () -> {
            try {
                return discovery.find(WRITE).endpoints().size() == 1
                        && discovery.find(READ).endpoints().size() == 1;
            } catch (DiscoveryException e) {
                return false;
            }
        });
    }

    @AfterAll
    static void end() {
        if (part != null) {
            part.close();
        }
    }

    private static Discovery discovery(int port, Duration fresh) {
        NameServer server = new NameServer("127.0.0.1:" + port, Duration.ofMillis(500));
        return new DnsDiscovery(ConsulPart.DOMAIN, server, fresh, Clock.systemUTC());
    }

    private final Discovery discovery = discovery(part.dns(), Duration.ofSeconds(30));

    @Override
    Discovery discovery() {
        return discovery;
    }

    @Test
    void theWorldIsFollowed() throws Exception {
        try (ConsulPart other = ConsulPart.start()) {
            followsTheWorld(discovery(other.dns(), Duration.ZERO), new Services(other));
        }
    }

    @Test
    void manyInstancesFitThoughTheyOverflowADatagram() throws Exception {
        for (int i : IntStream.range(0, 40).toArray()) {
            services.register("crowd-" + i, "crowd", "http", 7000 + i);
        }
        Discovery fresh = discovery(part.dns(), Duration.ZERO);
        Watching.await(
                "all forty are found",
                () -> fresh.find(ServiceName.parse("http.crowd")).endpoints().size() == 40);
    }

    @Test
    void aNameServerThatIsNotThereIsNamed() {
        int nobody = Ports.free();
        DiscoveryException refused = assertThrows(
                DiscoveryException.class, () -> discovery(nobody, Duration.ZERO).find(WRITE));
        assertEquals(DiscoveryException.Kind.NO_ANSWER, refused.kind());
        assertEquals(true, refused.getMessage().contains("DNS at 127.0.0.1:" + nobody), refused::getMessage);
    }
}
