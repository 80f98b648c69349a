package io.calvinverse.environments.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import io.calvinverse.environments.vault.VaultException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes variables, files and what to mask of what the sources gave. */
final class Picking {

    private final Map<SecretSource, JsonNode> found;
    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, byte[]> files = new HashMap<>();
    private final Set<String> secrets = new LinkedHashSet<>();

    private Picking(Map<SecretSource, JsonNode> found) {
        this.found = found;
    }

    /**
     * @param former what the block was given before and is still to be masked
     * @throws VaultException naming the field that is missing and those that are there
     */
    static Block pick(BlockRequest request, Map<SecretSource, JsonNode> found, Set<String> former)
            throws VaultException {
        Picking picking = new Picking(found);
        picking.secrets.addAll(former);
        for (Want want : request.wants()) {
            picking.pick(want);
        }
        return new Block(request.id(), picking.variables, picking.files, picking.secrets);
    }

    private void pick(Want want) throws VaultException {
        JsonNode fields = found.get(want.source());
        if (want instanceof Want.Value value) {
            put(value.variable(), field(value.source(), fields, value.field()));
        } else if (want instanceof Want.InFile file) {
            String text = text(field(file.source(), fields, file.field()));
            mask(field(file.source(), fields, file.field()));
            files.put(file.variable(), file.base64() ? decoded(file, text) : text.getBytes(StandardCharsets.UTF_8));
        } else if (want instanceof Want.Everything everything) {
            List<String> names = names(fields);
            for (String name : names) {
                put(Want.Names.of(everything.prefix(), name), fields.get(name));
            }
        }
    }

    private void put(String variable, JsonNode value) throws VaultException {
        if (variables.put(variable, text(value)) != null) {
            throw new VaultException(
                    VaultException.Cause.REFUSED,
                    "two secrets come to the variable " + variable + ": give one another name or prefix");
        }
        mask(value);
    }

    private static JsonNode field(SecretSource source, JsonNode fields, String name) throws VaultException {
        if (name.isEmpty()) {
            return fields;
        }
        JsonNode value = fields.path(name);
        for (int dot = name.indexOf('.'); value.isMissingNode() && dot > 0; dot = name.indexOf('.', dot + 1)) {
            if (fields.path(name.substring(0, dot)).isObject()) {
                value = field(source, fields.path(name.substring(0, dot)), name.substring(dot + 1));
            }
        }
        if (value.isMissingNode() || value.isNull()) {
            throw new VaultException(
                    VaultException.Cause.MISSING,
                    source + " has no field '" + name + "'; it has " + String.join(", ", names(fields)));
        }
        return value;
    }

    private static byte[] decoded(Want.InFile file, String text) throws VaultException {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            // Not as the cause: its text quotes characters of the secret
            throw new VaultException(
                    VaultException.Cause.REFUSED,
                    "the field '" + file.field() + "' of " + file.source()
                            + " is no Base64: store it so, or leave base64 out");
        }
    }

    /** Numbers and truth values are not masked: they would black out half of a log. */
    private void mask(JsonNode value) {
        if (value.isContainerNode()) {
            value.forEach(this::mask);
            secrets.add(value.toString());
        } else if (value.isTextual()) {
            secrets.add(value.asText());
            decodedText(value.asText());
        } else if (value.isNumber() && value.asText().length() > 5) {
            secrets.add(value.asText());
        }
    }

    /** Whoever decodes a secret that is kept in Base64 prints what is inside. */
    private void decodedText(String text) {
        if (text.length() < 16) {
            return;
        }
        try {
            byte[] inside = Base64.getDecoder().decode(text.strip());
            secrets.add(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(inside))
                    .toString());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            // No Base64, or no text inside: nothing more to mask
            return;
        }
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.asText() : value.toString();
    }

    private static List<String> names(JsonNode fields) {
        List<String> names = new ArrayList<>();
        fields.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
