package io.calvinverse.environments.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.calvinverse.environments.vault.Token;
import io.calvinverse.environments.vault.VaultException;
import java.time.Duration;
import java.time.Instant;

/** A block as text, for the store: with tokens and values in clear, so to be sealed. */
final class KeptBlock {

    private static final JsonMapper JSON = new JsonMapper();

    private KeptBlock() {}

    static String write(OpenBlock block) {
        ObjectNode kept = JSON.createObjectNode();
        kept.set("request", KeptRequest.write(block.request));
        kept.put("lasting", block.lasting).put("closing", block.closing).put("complete", block.values != null);
        ArrayNode found = kept.putArray("found");
        block.found.forEach(
                (source, fields) -> found.add(KeptRequest.write(source).set("fields", fields)));
        block.secrets.forEach(kept.putArray("secrets")::add);
        ArrayNode holdings = kept.putArray("holdings");
        block.holdings.forEach(holding -> holdings.add(write(holding)));
        return kept.toString();
    }

    private static ObjectNode write(Holding holding) {
        ObjectNode kept = write(holding.life)
                .put("token", holding.token.value())
                .put("own", holding.own)
                .put("parent", holding.parent)
                .put("retired", holding.retired)
                .put("adopted", holding.adopted)
                .put("ending", holding.ending);
        ArrayNode leases = kept.putArray("leases");
        holding.leases.forEach(
                lease -> leases.add(write(lease.life()).set("source", KeptRequest.write(lease.source()))));
        return kept;
    }

    private static ObjectNode write(Span life) {
        return JSON.createObjectNode()
                .put("name", life.name())
                .put("seconds", life.whole().toSeconds())
                .put("renewable", life.renewable());
    }

    /** @throws IllegalArgumentException if the text was not written by {@link #write} */
    static OpenBlock read(String text, String key, Instant now) {
        try {
            JsonNode kept = JSON.readTree(text);
            OpenBlock block = new OpenBlock(KeptRequest.read(kept.path("request")), key);
            block.lasting = kept.path("lasting").asBoolean();
            block.closing = kept.path("closing").asBoolean();
            kept.path("found").forEach(each -> block.found.put(KeptRequest.source(each), each.path("fields")));
            kept.path("secrets").forEach(each -> block.secrets.add(each.asText()));
            kept.path("holdings").forEach(each -> block.holdings.add(holding(each, now)));
            if (kept.path("complete").asBoolean()) {
                block.values = Picking.pick(block.request, block.found, block.secrets);
            }
            return block;
        } catch (JsonProcessingException | VaultException e) {
            // Not as the cause: it may quote the text
            throw new IllegalArgumentException("what is kept of a block is not what was written: " + e.getClass());
        }
    }

    private static Holding holding(JsonNode kept, Instant now) {
        Holding holding = new Holding(
                Token.of(kept.path("token").asText()), kept.path("own").asBoolean(), span(kept, now));
        holding.parent = kept.path("parent").asText();
        holding.retired = kept.path("retired").asBoolean();
        holding.adopted = kept.path("adopted").asBoolean();
        holding.ending = kept.path("ending").asBoolean() || !holding.adopted;
        kept.path("leases")
                .forEach(each ->
                        holding.leases.add(new HeldLease(KeptRequest.source(each.path("source")), span(each, now))));
        return holding;
    }

    private static Span span(JsonNode kept, Instant now) {
        Span life = new Span(
                kept.path("name").asText(),
                Duration.ofSeconds(kept.path("seconds").asLong()),
                kept.path("renewable").asBoolean(),
                now);
        life.unknown(now);
        return life;
    }
}
