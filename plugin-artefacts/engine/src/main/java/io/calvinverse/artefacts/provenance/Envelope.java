package io.calvinverse.artefacts.provenance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;

/** DSSE v1: a payload, its type, and a signature over both. */
public final class Envelope {

    public static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

    private static final JsonMapper JSON = new JsonMapper();

    private Envelope() {}

    /**
     * @param privateKey PEM, PKCS 8
     * @param publicKey PEM of the same pair, for the key's id; empty if there is none at hand
     * @return JSON
     */
    public static byte[] sign(Statement statement, String privateKey, String publicKey) throws ProvenanceException {
        PrivateKey key = Keys.privateKey(privateKey);
        ObjectNode root = JSON.createObjectNode();
        root.put("payload", Base64.getEncoder().encodeToString(statement.json()));
        root.put("payloadType", PAYLOAD_TYPE);
        ObjectNode signature = root.putArray("signatures").addObject();
        signature.put("keyid", publicKey.isEmpty() ? "" : Keys.id(Keys.publicKey(publicKey)));
        try {
            Signature signing = Signature.getInstance(Keys.signing(key));
            signing.initSign(key);
            signing.update(encoded(PAYLOAD_TYPE, statement.json()));
            signature.put("sig", Base64.getEncoder().encodeToString(signing.sign()));
            return JSON.writeValueAsBytes(root);
        } catch (GeneralSecurityException e) {
            throw new ProvenanceException("the provenance cannot be signed with this key: " + e.getMessage(), e);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts cannot be written as JSON", e);
        }
    }

    /**
     * @param envelope JSON
     * @param publicKey PEM of a key or a certificate
     * @return what was signed
     * @throws ProvenanceException unless that key signed it
     */
    public static Statement open(byte[] envelope, String publicKey) throws ProvenanceException {
        PublicKey key = Keys.publicKey(publicKey);
        try {
            JsonNode root = JSON.readTree(envelope);
            byte[] payload = Base64.getDecoder().decode(root.path("payload").asText());
            String type = root.path("payloadType").asText();
            if (!type.equals(PAYLOAD_TYPE) || !root.path("signatures").isArray()) {
                throw new ProvenanceException("it is no DSSE envelope of an in-toto statement");
            }
            for (JsonNode each : root.path("signatures")) {
                Signature signing = Signature.getInstance(Keys.signing(key));
                signing.initVerify(key);
                signing.update(encoded(type, payload));
                if (verifies(
                        signing, Base64.getDecoder().decode(each.path("sig").asText()))) {
                    return new Statement(payload);
                }
            }
        } catch (ProvenanceException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw new ProvenanceException("it is no DSSE envelope: " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new ProvenanceException("its signature cannot be checked with this key: " + e.getMessage(), e);
        }
        throw new ProvenanceException("the provenance was not signed by the given key (" + Keys.id(key)
                + "), or was changed afterwards; do not trust what it names");
    }

    private static boolean verifies(Signature signing, byte[] bytes) {
        try {
            return signing.verify(bytes);
        } catch (GeneralSecurityException e) {
            // Not even of the form of such a signature.
            return false;
        }
    }

    /** DSSE's pre-authentication encoding: {@code "DSSEv1" SP LEN(type) SP type SP LEN(body) SP body}. */
    private static byte[] encoded(String type, byte[] body) {
        byte[] name = type.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("DSSEv1 " + name.length + " ").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(name);
        out.writeBytes((" " + body.length + " ").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(body);
        return out.toByteArray();
    }
}
