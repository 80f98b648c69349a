package io.calvinverse.environments.vault;

import static io.calvinverse.environments.vault.RealVault.failure;
import static io.calvinverse.environments.vault.RealVault.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.calvinverse.environments.vault.VaultException.Cause;
import io.calvinverse.parts.VaultPart;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On a real Vault with TLS. */
class VaultClientTest {

    private static VaultPart vault;
    private static VaultClient client;
    private static Token root;

    @BeforeAll
    static void start() {
        vault = VaultPart.startWithTls();
        RealVault.furnish(vault);
        client = RealVault.client(vault);
        root = RealVault.root(vault);
        vault.admin("PUT", "secret/team/x", "{\"password\":\"hunter2-planted\",\"deep\":{\"er\":[1,\"two\"]}}");
    }

    @AfterAll
    static void stop() {
        if (vault != null) {
            vault.close();
        }
    }

    @Test
    void readsNestedJson() {
        assertEquals(
                "two",
                get(client.ask(VaultCall.get("secret/team/x", root)))
                        .path("data")
                        .path("deep")
                        .path("er")
                        .get(1)
                        .asText());
    }

    @Test
    void aDeniedPathNamesPoliciesAndAccessorButNotTheToken() {
        Token token = RealVault.token(vault, "\"policies\":[\"team.read\"]");
        String accessor = get(new Tokens(client).lookupSelf(token)).accessor();

        VaultException denied = failure(client.ask(VaultCall.get("secret/other", token)));

        assertEquals(Cause.DENIED, denied.kind());
        for (String part : List.of("secret/other", "team.read", "default", accessor, "'read'")) {
            assertTrue(denied.getMessage().contains(part), () -> part + " is not in: " + denied.getMessage());
        }
        assertFalse(denied.toString().contains(token.value()));
    }

    @Test
    void aDeadTokenIsSaidToBeDead() {
        Token token = RealVault.token(vault, "\"policies\":[\"team.read\"]");
        get(new Tokens(client).revokeSelf(token));

        VaultException denied = failure(client.ask(VaultCall.get("secret/team/x", token)));

        assertTrue(denied.getMessage().contains("expired or was revoked"), denied.getMessage());
    }

    @Test
    void nothingThereAndWrongVersionOfTheEngine() {
        assertEquals(
                Cause.MISSING,
                failure(client.ask(VaultCall.get("secret/team/none", root))).kind());

        VaultException version = failure(client.ask(VaultCall.get("versioned/team/x", root)));
        assertEquals(Cause.MISSING, version.kind());
        assertTrue(version.getMessage().contains("versioned"), version.getMessage());
    }

    @Test
    void aWrapperOpensOnceAndOnlyAsWhatItIs() {
        Tokens tokens = new Tokens(client);
        Wrapping wrapping = new Wrapping(client);
        NewToken wanted = new NewToken("", List.of("team.read"), Duration.ofHours(1), Map.of("a", "b"), "machine", "");
        Wrapper wrapper = get(tokens.createWrapped(root, wanted, Duration.ofMinutes(5)));

        assertEquals(300, wrapper.life().toSeconds());
        assertEquals(
                Cause.REFUSED,
                failure(wrapping.open(wrapper.token(), "secret/team/x")).kind());
        IssuedToken inside = get(wrapping.openToken(wrapper.token(), wrapper.path()));

        assertEquals(wrapper.innerAccessor(), inside.accessor());
        assertEquals(
                Map.of("a", "b"), get(tokens.lookup(root, inside.accessor())).meta());
        assertEquals(
                Cause.REFUSED,
                failure(wrapping.openToken(wrapper.token(), wrapper.path())).kind());
    }

    @Test
    void renewsAndRevokesByAccessor() {
        Tokens tokens = new Tokens(client);
        IssuedToken child =
                get(tokens.create(root, NewToken.child(List.of("default"), Duration.ofMinutes(1), Map.of(), "x")));
        assertEquals(60, child.life().toSeconds());
        assertTrue(get(tokens.renewSelf(child.token(), Duration.ofMinutes(2))).toSeconds() >= 60);
        assertTrue(get(tokens.accessors(root)).contains(child.accessor()));

        get(tokens.revoke(root, child.accessor()));

        assertFalse(get(tokens.accessors(root)).contains(child.accessor()));
        assertEquals(Cause.DENIED, failure(tokens.lookupSelf(child.token())).kind());
    }

    @Test
    void capabilitiesOfTheDefaultPolicy() {
        Token token = RealVault.token(vault, "\"policies\":[\"default\"]");
        Map<String, List<String>> found = get(new Capabilities(client)
                .of(token, List.of("sys/leases/revoke", "sys/leases/renew", "auth/token/create")));

        assertFalse(Capabilities.mayWrite(found.get("sys/leases/revoke")));
        assertTrue(Capabilities.mayWrite(found.get("sys/leases/renew")));
        assertFalse(Capabilities.mayWrite(found.get("auth/token/create")));
    }

    @Test
    void healthAndSealing() {
        HttpVault http = RealVault.http(vault);
        Health up = get(Health.of(http));
        assertTrue(up.initialised() && !up.sealed() && !up.standby(), up::toString);
        assertEquals("1.14.0", up.version());

        vault.seal();
        try {
            assertTrue(get(Health.of(http)).sealed());
            VaultException sealed = failure(client.ask(VaultCall.get("secret/team/x", root)));
            assertEquals(Cause.UNAVAILABLE, sealed.kind());
            assertTrue(sealed.getMessage().contains("Vault is sealed"), sealed.getMessage());
        } finally {
            vault.unseal();
        }
    }

    @Test
    void anUnknownCertificateIsNoAnswer() {
        HttpVault distrusting = new HttpVault(vault.address(), "", HttpClient.newHttpClient(), Duration.ofSeconds(5));
        VaultException failure = failure(distrusting.send(VaultCall.get("secret/team/x", root)));
        assertEquals(Cause.UNAVAILABLE, failure.kind());
        assertTrue(failure.getMessage().contains("trusted"), failure.getMessage());
        assertFalse(failure.toString().contains(root.value()));
    }

    @Test
    void addressesAndPathsThatAreNoneAreRefused() {
        HttpClient http = HttpClient.newHttpClient();
        for (String address :
                List.of("ftp://vault", "https://user:secret@vault:8200", "https://vault?token=x", "vault:8200")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new HttpVault(URI.create(address), "", http, Duration.ofSeconds(1)),
                    address);
        }
        for (String path :
                List.of("", "/secret/x", "secret/x/", "secret/../sys/x", "secret//x", "a?b", "a%2fb", "a\nb")) {
            assertThrows(IllegalArgumentException.class, () -> VaultCall.get(path, null), path);
        }
        assertThrows(IllegalArgumentException.class, () -> Token.of("a\nb"));
        assertEquals(
                "POST secret/x",
                VaultCall.post("secret/x", root, JsonNodeFactory.instance.objectNode())
                        .toString());
    }
}
