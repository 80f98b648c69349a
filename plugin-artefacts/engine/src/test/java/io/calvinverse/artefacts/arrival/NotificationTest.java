package io.calvinverse.artefacts.arrival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The shapes that the manuals of the servers show; what real ones send is tried in the plugin. */
class NotificationTest {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<Arrival> read(Notification notification, String text) throws IOException {
        return notification.read("it", bytes(text));
    }

    @Test
    void ofAnEnvelopeOnlyTagsArePushedImages() throws Exception {
        String envelope = """
            {"events": [
              {"action": "push", "target": {"repository": "acme/app", "digest": "sha256:layer"}},
              {"action": "pull", "target": {"repository": "acme/app", "digest": "sha256:m", "tag": "1"}},
              {"action": "push", "target": {"repository": "acme/app", "digest": "sha256:m", "tag": "1"},
               "request": {"host": "r:5000"}}]}
            """;
        assertEquals(
                List.of(new Arrival("it", "docker", "r:5000", "acme/app", "1", "sha256:m")),
                read(Notification.REGISTRY, envelope));
    }

    @Test
    void componentsOfNexusAreCalledAsOurStepsCallThem() throws Exception {
        String component = """
            {"action": "CREATED", "repositoryName": "r", "component":
              {"componentId": "7", "format": "%s", "group": "%s", "name": "%s", "version": "1"}}
            """;
        assertEquals(
                "maven org.acme:tool 1 in r",
                read(Notification.NEXUS, component.formatted("maven2", "org.acme", "tool"))
                        .get(0)
                        .toString());
        assertEquals(
                "@acme/tool",
                read(Notification.NEXUS, component.formatted("npm", "acme", "tool"))
                        .get(0)
                        .name());
        assertEquals(
                "a/b.txt",
                read(Notification.NEXUS, component.formatted("raw", "/a", "/a/b.txt"))
                        .get(0)
                        .name());
        assertEquals(
                List.of(),
                read(Notification.NEXUS, component.formatted("raw", "", "x").replace("CREATED", "DELETED")));
    }

    @Test
    void packagesOfGitea() throws Exception {
        String created = """
            {"action": "created", "package": {"id": 5, "owner": {"login": "acme"}, "name": "app",
             "version": "%s", "type": "%s"}}
            """;
        assertEquals(
                new Arrival("it", "docker", "acme", "app", "1.0", "package 5"),
                read(Notification.GITEA, created.formatted("1.0", "container")).get(0));
        assertEquals(
                "",
                read(Notification.GITEA, created.formatted("1.0", "npm")).get(0).digest());
        assertEquals(List.of(), read(Notification.GITEA, created.formatted("sha256:ab", "container")));
        assertEquals(List.of(), read(Notification.GITEA, "{\"ref\": \"refs/heads/main\"}"));
    }

    @Test
    void onlyWhoKnowsTheSecretIsBelieved() {
        byte[] body = bytes("what do ya want for nothing?");
        // RFC 2202 and RFC 4231, second test case of each
        Map<String, String> right = Map.of(
                "Authorization", "Bearer Jefe",
                "X-Nexus-Webhook-Signature", "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
                "X-Gitea-Signature", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        for (Notification each : Notification.values()) {
            assertTrue(each.isAuthentic(right::get, body, "Jefe"), each.name());
            assertFalse(each.isAuthentic(right::get, body, "jefe"), each.name());
            assertFalse(each.isAuthentic(header -> null, body, "Jefe"), each.name());
            assertFalse(each.isAuthentic(header -> "", body, "Jefe"), each.name());
        }
        for (Notification each : List.of(Notification.NEXUS, Notification.GITEA)) {
            assertFalse(each.isAuthentic(right::get, bytes("What do ya want for nothing?"), "Jefe"), each.name());
        }
    }

    @Test
    void whatIsNoJsonIsRefused() {
        assertThrows(IOException.class, () -> read(Notification.GITEA, "<html>"));
    }
}
