package io.calvinverse.environments.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.environments.configuration.consul.ConsulKeyValues;
import io.calvinverse.environments.configuration.publish.Consent;
import io.calvinverse.environments.configuration.publish.Releases;
import io.calvinverse.environments.configuration.publish.Samples;
import io.calvinverse.environments.configuration.release.Item;
import io.calvinverse.environments.configuration.release.Release;
import io.calvinverse.environments.configuration.release.Version;
import io.calvinverse.environments.consul.Consul;
import io.calvinverse.environments.consul.ConsulSettings;
import io.calvinverse.environments.preflight.Profile.Generation;
import io.calvinverse.parts.ConsulPart;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A complete environment on a real Consul, from which one thing at a time is taken away. */
class PreflightOnConsulTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static ConsulPart server;
    private static Consul consul;
    private static Releases releases;

    @BeforeAll
    static void start() throws Exception {
        server = ConsulPart.start();
        consul = new Consul(ConsulSettings.of(server.http()), HTTP);
        releases = Samples.releases(new ConsulKeyValues(consul));
        List<Item> items = new ArrayList<>();
        CompleteSite.keys().forEach((key, value) -> items.add(Samples.item(key, value)));
        Release release = new Release(Version.of("1.0.0"), "", "", items);
        releases.publish(releases.plan(release, Set.of()), Consent.NONE, "test");
        for (ServiceSeen seen : CompleteSite.services()) {
            register(seen, "");
        }
    }

    @AfterAll
    static void end() {
        if (server != null) {
            server.close();
        }
    }

    private static String id(ServiceSeen seen) {
        return seen.service() + "-" + seen.tags().iterator().next();
    }

    private static void register(ServiceSeen seen, String check) throws Exception {
        put(
                "agent/service/register",
                "{\"ID\":\"%s\",\"Name\":\"%s\",\"Tags\":[\"%s\"],\"Port\":%d%s}"
                        .formatted(
                                id(seen), seen.service(), seen.tags().iterator().next(), seen.port(), check));
    }

    private static void put(String path, String body) throws Exception {
        URI address = server.http().resolve("/v1/" + path);
        HttpRequest request = HttpRequest.newBuilder(address)
                .PUT(BodyPublishers.ofString(body))
                .build();
        assertEquals(200, HTTP.send(request, BodyHandlers.ofString()).statusCode(), path);
    }

    private static List<Finding> check() throws Exception {
        Site site = new Site(
                CompleteSite.profile(Generation.B),
                releases.read("config/"),
                ConsulServices.read(consul),
                Optional.of(new MemoryVault(Generation.B)),
                Map.of());
        return new Preflight(Preflight.CALVINVERSE).check(site);
    }

    private static Finding only(String what) throws Exception {
        List<Finding> findings = check();
        assertEquals(1, findings.size(), () -> "without " + what + ": " + findings);
        return findings.get(0);
    }

    @Test
    void nothingIsMissingAndEachKeyThatGoesIsNamedAlone() throws Exception {
        assertEquals(List.of(), check());
        for (Map.Entry<String, String> key : CompleteSite.keys().entrySet()) {
            consul.keys().delete(key.getKey());
            assertTrue(key.getKey().startsWith(only(key.getKey()).subject()));
            consul.keys().put(key.getKey(), key.getValue().getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(List.of(), check());
        assertEquals(List.of(), releases.status().drift());
    }

    @Test
    void eachServiceThatGoesOrFailsIsNamedAlone() throws Exception {
        for (ServiceSeen seen : CompleteSite.services()) {
            String host = seen.tags().iterator().next() + "." + seen.service();
            put("agent/service/deregister/" + id(seen), "");
            Finding absent = only(host);
            assertEquals(host + " has no instance in the catalog", absent.subject() + " " + absent.fault());
            register(seen, ",\"Check\":{\"TTL\":\"1h\",\"Status\":\"critical\",\"Notes\":\"\"}");
            Finding failing = only(host);
            assertTrue(failing.subject().equals(host) && failing.fault().startsWith("fails its checks: service:"));
            put("agent/service/deregister/" + id(seen), "");
            register(seen, "");
        }
        assertEquals(List.of(), check());
    }
}
