package io.calvinverse.environments.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.environments.Watching;
import io.calvinverse.environments.consul.Catalog;
import io.calvinverse.environments.consul.Consistency;
import io.calvinverse.environments.consul.Consul;
import io.calvinverse.environments.consul.ConsulSettings;
import io.calvinverse.environments.consul.Rhythm;
import io.calvinverse.parts.ConsulPart;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On a real Consul. */
class ConsulDiscoveryTest extends DiscoveryContract {

    private static ConsulPart part;
    private static Services services;
    private static Discovery discovery;

    @BeforeAll
    static void start() throws Exception {
        part = ConsulPart.start();
        services = new Services(part);
        services.register("w", "artefacts", "write-production", 8081);
        services.register("r", "artefacts", "read-production", 8082);
        services.register("b", "builds", "active", 8080);
        discovery = discovery(part.http(), Watching.QUICK);
    }

    @AfterAll
    static void end() {
        if (part != null) {
            discovery.close();
            part.close();
        }
    }

    private static Consul consul(URI address) {
        return new Consul(ConsulSettings.of(address).withTimeout(Duration.ofSeconds(1)), HttpClient.newHttpClient());
    }

    private static Discovery discovery(URI address, Rhythm rhythm) {
        return new ConsulDiscovery(consul(address), rhythm, Watching.surroundings(), Duration.ofSeconds(5));
    }

    @Override
    Discovery discovery() {
        return discovery;
    }

    @Test
    void lookupsCostNoRequests() throws Exception {
        try (Discovery slow = discovery(part.http(), Rhythm.USUAL)) {
            slow.find(WRITE);
            Thread.sleep(300);
            int before = services.requests();
            for (int i = 0; i < 1_000; i++) {
                slow.find(WRITE);
                slow.find(READ);
            }
            // Those of the other, quick discovery are few; two thousand of ours would show.
            int more = services.requests() - before;
            assertTrue(before > 0 && more < 10, "requests: " + before + " and " + more);
            consul(part.http()).read(Catalog.instances("artefacts"), Consistency.STALE);
            assertTrue(services.requests() > before, "the server does count");
        }
    }

    @Test
    void theWorldIsFollowed() throws Exception {
        try (ConsulPart other = ConsulPart.start();
                Discovery own = discovery(other.http(), Watching.QUICK)) {
            followsTheWorld(own, new Services(other));
        }
    }

    @Test
    void whatAilsAServiceIsSaid() throws Exception {
        services.register("ill", "ill", "http", 9000);
        services.fail("ill", "disk+full");
        Watching.await("its failure is said", () -> {
            DiscoveryException refused =
                    assertThrows(DiscoveryException.class, () -> discovery.find(ServiceName.parse("http.ill")));
            return refused.kind() == DiscoveryException.Kind.NONE_PASSING
                    && refused.getMessage().contains("ttl-ill is critical (disk full)");
        });
    }

    @Test
    void nearMissesOfServicesAndTagsAreNamed() {
        DiscoveryException service =
                assertThrows(DiscoveryException.class, () -> discovery.find(ServiceName.parse("artifacts")));
        assertTrue(
                service.getMessage().contains("did you mean 'artefacts'? there are: artefacts, "), service::getMessage);
        DiscoveryException tag = assertThrows(
                DiscoveryException.class, () -> discovery.find(ServiceName.parse("write-prodction.artefacts")));
        assertEquals(DiscoveryException.Kind.UNKNOWN_TAG, tag.kind());
        assertTrue(tag.getMessage().contains("did you mean 'write-production'?"), tag::getMessage);
    }

    @Test
    void withoutConsulFromTheBeginningItSaysSo() {
        try (Discovery deaf = discovery(URI.create("http://127.0.0.1:1"), Watching.QUICK)) {
            ConsulDiscovery impatient = new ConsulDiscovery(
                    new Consul(ConsulSettings.of(URI.create("http://127.0.0.1:1")), HttpClient.newHttpClient()),
                    Watching.QUICK,
                    Watching.surroundings(),
                    Duration.ofMillis(300));
            DiscoveryException refused = assertThrows(DiscoveryException.class, () -> impatient.find(WRITE));
            assertEquals(DiscoveryException.Kind.NO_ANSWER, refused.kind());
            assertTrue(refused.getMessage().contains("nothing answers there"), refused::getMessage);
            impatient.close();
        }
    }
}
