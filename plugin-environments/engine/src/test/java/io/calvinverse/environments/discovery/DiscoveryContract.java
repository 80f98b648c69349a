package io.calvinverse.environments.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.environments.Watching;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds of every way to find services. The world has artefacts with two tags on two ports, and builds. */
abstract class DiscoveryContract {

    static final ServiceName WRITE = ServiceName.parse("write-production.artefacts");
    static final ServiceName READ = ServiceName.parse("read-production.artefacts");

    abstract Discovery discovery();

    @Test
    void aTagChoosesTheInstance() throws Exception {
        assertEquals(
                List.of(new Endpoint("10.1.2.3", 8081)), discovery().find(WRITE).endpoints());
        assertEquals(
                List.of(new Endpoint("10.1.2.3", 8082)), discovery().find(READ).endpoints());
        Found any = discovery().find(ServiceName.parse("artefacts"));
        assertEquals(2, any.endpoints().size());
        assertFalse(any.old());
    }

    @Test
    void anUnknownServiceIsRefusedByName() {
        DiscoveryException refused =
                assertThrows(DiscoveryException.class, () -> discovery().find(ServiceName.parse("artifacts")));
        assertEquals(DiscoveryException.Kind.UNKNOWN_SERVICE, refused.kind());
        assertTrue(refused.getMessage().contains("artifacts"), refused::getMessage);
        assertTrue(refused.getMessage().contains(discovery().source()), refused::getMessage);
    }

    @Test
    void anUnknownTagIsRefusedByName() {
        DiscoveryException refused =
                assertThrows(DiscoveryException.class, () -> discovery().find(ServiceName.parse("write-qa.artefacts")));
        assertTrue(refused.getMessage().contains("write-qa"), refused::getMessage);
    }

    @Test
    void thousandsOfLookupsAtOnceAgree() throws Exception {
        Found first = discovery().find(WRITE);
        List<Thread> threads = java.util.stream.IntStream.range(0, 8)
                .mapToObj(i -> new Thread(() -> {
                    for (int n = 0; n < 500; n++) {
                        try {
                            if (!discovery().find(WRITE).endpoints().equals(first.endpoints())) {
                                throw new IllegalStateException("another answer");
                            }
                        } catch (DiscoveryException | InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                }))
                .toList();
        java.util.concurrent.atomic.AtomicInteger broken = new java.util.concurrent.atomic.AtomicInteger();
        threads.forEach(thread -> thread.setUncaughtExceptionHandler((t, e) -> broken.incrementAndGet()));
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(0, broken.get());
    }

    /** For those that ask somebody: what is gone is no longer found, what comes back is, and a silent source gives the last known. */
    static void followsTheWorld(Discovery discovery, Services services) throws Exception {
        services.register("extra", "extra", "http", 9000);
        ServiceName extra = ServiceName.parse("http.extra");
        Watching.await("it is found", () -> finds(discovery, extra, 9000));
        services.register("extra", "extra", "http", 9001);
        Watching.await("its new port is found", () -> finds(discovery, extra, 9001));
        services.fail("extra", "on+fire");
        Watching.await("it is not found while it fails", () -> !finds(discovery, extra, 9001));
        services.pass("extra");
        services.register("extra", "extra", "http", 9002);
        Watching.await("it is found again", () -> finds(discovery, extra, 9002));

        services.consul().server().kill();
        Watching.await("the last known is given, and said to be old", () -> {
            Found found = discovery.find(extra);
            assertEquals(List.of(new Endpoint("10.1.2.3", 9002)), found.endpoints());
            return found.old() && found.remark(found.asOf().plusSeconds(7)).startsWith("last known, 7 s old: ");
        });
        services.consul().server().restart();
        Watching.await(
                "it is known anew",
                () -> finds(discovery, extra, 9002) && !discovery.find(extra).old());
        services.remove("extra");
        Watching.await("it is gone", () -> !finds(discovery, extra, 9002));
    }

    private static boolean finds(Discovery discovery, ServiceName name, int port) throws Exception {
        try {
            return discovery.find(name).endpoints().equals(List.of(new Endpoint("10.1.2.3", port)));
        } catch (DiscoveryException e) {
            return false;
        }
    }
}
