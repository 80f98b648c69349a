package io.calvinverse.artefacts.arrival;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How servers tell that something arrived, and how they prove that it is they who tell it. */
public enum Notification {

    /**
     * docker-registry (distribution): an envelope of events, with a header of its configuration, {@code Authorization: Bearer …}.
     * Blobs and the parts of an index have no tag; a tag makes an image.
     */
    REGISTRY {
        @Override
        public boolean isAuthentic(Function<String, String> headers, byte[] body, String secret) {
            return same(headers.apply("Authorization"), "Bearer " + secret);
        }

        @Override
        List<Arrival> arrivals(String sender, JsonNode json) {
            List<Arrival> arrivals = new ArrayList<>();
            for (JsonNode event : json.path("events")) {
                JsonNode target = event.path("target");
                String tag = target.path("tag").asText("");
                if (event.path("action").asText().equals("push") && !tag.isEmpty()) {
                    arrivals.add(new Arrival(
                            sender,
                            "docker",
                            event.path("request").path("host").asText(""),
                            target.path("repository").asText(""),
                            tag,
                            target.path("digest").asText("")));
                }
            }
            return arrivals;
        }
    },

    /** Nexus 3, webhook of a repository, event type component: {@code X-Nexus-Webhook-Signature}, HMAC-SHA-1 of the body. No digest. */
    NEXUS {
        @Override
        public boolean isAuthentic(Function<String, String> headers, byte[] body, String secret) {
            return same(headers.apply("X-Nexus-Webhook-Signature"), hmac("HmacSHA1", secret, body));
        }

        @Override
        List<Arrival> arrivals(String sender, JsonNode json) {
            JsonNode component = json.path("component");
            if (component.isMissingNode() || !json.path("action").asText().matches("CREATED|UPDATED")) {
                return List.of();
            }
            String format = component.path("format").asText("");
            return List.of(new Arrival(
                    sender,
                    format.equals("maven2") ? "maven" : format,
                    json.path("repositoryName").asText(""),
                    name(
                            format,
                            component.path("group").asText(""),
                            component.path("name").asText("")),
                    component.path("version").asText(""),
                    // A new component is told as created and as updated, in any order.
                    component.path("componentId").asText(component.path("id").asText(""))));
        }

        private String name(String format, String group, String name) {
            return switch (format) {
                case "maven2" -> group + ":" + name;
                case "npm" -> group.isEmpty() ? name : "@" + group + "/" + name;
                default -> name.replaceFirst("^/+", "");
            };
        }
    },

    /** Gitea, webhook of a user, organisation or repository, event package: {@code X-Gitea-Signature}, HMAC-SHA-256. No digest. */
    GITEA {
        @Override
        public boolean isAuthentic(Function<String, String> headers, byte[] body, String secret) {
            return same(headers.apply("X-Gitea-Signature"), hmac("HmacSHA256", secret, body));
        }

        @Override
        List<Arrival> arrivals(String sender, JsonNode json) {
            JsonNode thing = json.path("package");
            if (thing.isMissingNode() || !json.path("action").asText().equals("created")) {
                return List.of();
            }
            String type = thing.path("type").asText("");
            String version = thing.path("version").asText("");
            boolean image = type.equals("container");
            if (image && version.startsWith("sha256:")) {
                return List.of();
            }
            return List.of(new Arrival(
                    sender,
                    image ? "docker" : type,
                    thing.path("owner").path("login").asText(""),
                    thing.path("name").asText(""),
                    version,
                    "package " + thing.path("id").asText("")));
        }
    };

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * Whether who sent it knows the secret.
     *
     * @param headers gives a header, or null
     */
    public abstract boolean isAuthentic(Function<String, String> headers, byte[] body, String secret);

    abstract List<Arrival> arrivals(String sender, JsonNode json);

    /**
     * What arrived; empty when the notification is of something else.
     *
     * @throws IOException when it is no JSON
     */
    public List<Arrival> read(String sender, byte[] body) throws IOException {
        return arrivals(sender, JSON.readTree(body)).stream()
                .filter(each -> !each.name().isEmpty())
                .toList();
    }

    private static boolean same(String given, String expected) {
        return MessageDigest.isEqual(
                Optional.ofNullable(given).orElse("").getBytes(StandardCharsets.UTF_8),
                expected.getBytes(StandardCharsets.UTF_8));
    }

    private static String hmac(String algorithm, String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
