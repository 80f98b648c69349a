package io.calvinverse.environments.consul;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.parts.ConsulOptions;
import io.calvinverse.parts.ConsulPart;
import io.calvinverse.parts.Server;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real Consul with access control and TLS of its own CA, and a token of few rights. */
class AccessTest {

    private static final String MANAGEMENT = "7b0ae5a4-0000-4000-8000-5c6c0bd9a1b1";
    private static final String FEW = "7b0ae5a4-0000-4000-8000-5c6c0bd9a1b2";

    private static ConsulPart part;
    private static HttpClient client;

    @BeforeAll
    static void start() throws Exception {
        part = ConsulPart.start(new ConsulOptions(MANAGEMENT, true));
        client = HttpClient.newBuilder()
                .sslContext(Authority.trusting(part.authority()))
                .build();
        Path rules = Server.newDirectory("rules").resolve("few.hcl");
        Files.writeString(
                rules, "key_prefix \"config/\" { policy = \"read\" }\nservice_prefix \"\" { policy = \"read\" }\n");
        part.command("acl", "policy", "create", "-name=few", "-rules=@" + rules);
        part.command("acl", "token", "create", "-policy-name=few", "-secret=" + FEW, "-description=of few rights");
    }

    @AfterAll
    static void end() {
        if (part != null) {
            part.close();
        }
    }

    private static Consul as(String token) {
        return new Consul(ConsulSettings.of(part.https()).withToken(ConsulToken.of(token)), client);
    }

    @Test
    void aTokenMayWhatItsRulesSayAndTheRestIsNamed() throws Exception {
        as(MANAGEMENT).keys().put("config/a", new byte[0]);
        Consul few = as(FEW);
        assertTrue(few.keys().get("config/a", Consistency.DEFAULT).isPresent());

        ConsulException refused =
                assertThrows(ConsulException.class, () -> few.keys().put("config/a", new byte[1]));
        assertEquals(ConsulException.Kind.DENIED, refused.kind());
        assertFalse(refused.mayHaveHappened() || refused.passing());
        assertTrue(
                refused.getMessage().contains(part.https() + ", PUT /v1/kv/config/a: it answered 403"),
                refused::getMessage);
        assertTrue(refused.getMessage().contains("give the token a policy"), refused::getMessage);
        assertNoSecret(refused);

        Access.Token self = few.access().self();
        assertTrue(self.controlled());
        assertEquals(List.of("few"), self.policies());
        assertEquals("of few rights", self.description());
        List<Access.Right> wanted = List.of(
                new Access.Right("key", "config/x", "read"),
                new Access.Right("key", "config/x", "write"),
                new Access.Right("service", "builds", "read"),
                new Access.Right("operator", "", "write"));
        assertEquals(
                List.of("key:write on 'config/x'", "operator:write"),
                few.access().missing(wanted).stream()
                        .map(Access.Right::toString)
                        .toList());
        assertEquals(List.of(), as(MANAGEMENT).access().missing(wanted));
    }

    @Test
    void anUnknownTokenIsSaidToBeUnknown() {
        String unknown = "7b0ae5a4-0000-4000-8000-5c6c0bd9a1b9";
        ConsulException refused =
                assertThrows(ConsulException.class, () -> as(unknown).keys().get("config/a", Consistency.DEFAULT));
        assertEquals(ConsulException.Kind.DENIED, refused.kind());
        assertTrue(refused.getMessage().contains("the token is unknown"), refused::getMessage);
        assertNoSecret(refused);
    }

    @Test
    void agentAndLeaderAreKnown() throws Exception {
        Agent.Self self = as(MANAGEMENT).agent().self();
        assertEquals(ConsulPart.DATACENTER, self.datacenter());
        assertEquals(ConsulPart.DOMAIN, self.domain());
        assertEquals(part.node(), self.node());
        assertTrue(self.server() && self.version().matches("\\d+\\.\\d+\\.\\d+.*"), self::toString);
        assertTrue(as(MANAGEMENT).agent().leader().isPresent());
        assertEquals(1, as(MANAGEMENT).agent().servers().size());
        as(MANAGEMENT).agent().forceLeave("nobody");
        assertEquals(
                ConsulException.Kind.DENIED,
                assertThrows(ConsulException.class, () -> as(FEW).agent().forceLeave("nobody"))
                        .kind());
    }

    @Test
    void withoutItsAuthorityTheServerIsNotTrusted() {
        Consul trusting = new Consul(ConsulSettings.of(part.https()), HttpClient.newHttpClient());
        ConsulException refused =
                assertThrows(ConsulException.class, () -> trusting.agent().leader());
        assertEquals(ConsulException.Kind.UNREACHABLE, refused.kind());
        assertTrue(refused.getMessage().contains("give the CA that signed Consul's certificate"), refused::getMessage);
        assertThrows(IllegalArgumentException.class, () -> Authority.trusting("nonsense"));
    }

    @Test
    void withoutAccessControlEverythingIsAllowed() throws Exception {
        try (ConsulPart open = ConsulPart.start()) {
            Consul consul = new Consul(ConsulSettings.of(open.http()), HttpClient.newHttpClient());
            assertFalse(consul.access().self().controlled());
            assertEquals(List.of(), consul.access().missing(List.of(new Access.Right("operator", "", "write"))));
        }
    }

    @Test
    void nonsensicalAddressesAreRefused() {
        for (String address : List.of(
                "localhost:8500", "ftp://localhost", "http://user:secret@localhost:8500", "http://localhost?x")) {
            String message = assertThrows(IllegalArgumentException.class, () -> ConsulSettings.of(URI.create(address)))
                    .getMessage();
            assertFalse(message.contains("secret"), message);
        }
        assertEquals("a token", ConsulToken.of(FEW).toString());
    }

    private static void assertNoSecret(Throwable failure) {
        StringWriter all = new StringWriter();
        failure.printStackTrace(new PrintWriter(all));
        assertFalse(all.toString().contains("7b0ae5a4"), all::toString);
    }
}
