package io.calvinverse.artefacts.provenance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.calvinverse.artefacts.artefact.Receipt;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An in-toto statement v1 with a SLSA provenance v1 predicate: which contents, made by which build, from what.
 *
 * @param json the very bytes that are signed
 */
public record Statement(byte[] json) {

    public static final String TYPE = "https://in-toto.io/Statement/v1";
    public static final String PREDICATE = "https://slsa.dev/provenance/v1";

    /** Describes {@code buildDefinition} of our statements: a Jenkins build that ran publishing steps. */
    public static final String BUILD_TYPE = "https://plugins.jenkins.io/calvinverse-artefacts/build/v1";

    private static final JsonMapper JSON = new JsonMapper();

    public static Statement of(List<Receipt> subjects, BuildFacts facts) {
        ObjectNode root = JSON.createObjectNode();
        root.put("_type", TYPE);
        ArrayNode list = root.putArray("subject");
        for (Receipt each : subjects) {
            ObjectNode subject = list.addObject();
            subject.put("name", each.url());
            subject.putObject("digest").put("sha256", each.sha256());
        }
        root.put("predicateType", PREDICATE);
        ObjectNode definition = root.putObject("predicate").putObject("buildDefinition");
        definition.put("buildType", BUILD_TYPE);
        texts(definition.putObject("externalParameters"), facts.parameters());
        texts(definition.putObject("internalParameters"), facts.circumstances());
        ArrayNode materials = definition.putArray("resolvedDependencies");
        for (Material each : facts.materials()) {
            ObjectNode material = materials.addObject();
            material.put("uri", each.uri());
            if (!each.digest().isEmpty()) {
                texts(material.putObject("digest"), each.digest());
            }
        }
        ObjectNode run = ((ObjectNode) root.get("predicate")).putObject("runDetails");
        run.putObject("builder").put("id", facts.builder());
        ObjectNode metadata = run.putObject("metadata");
        metadata.put("invocationId", facts.invocation());
        metadata.put("startedOn", facts.started());
        if (!facts.finished().isEmpty()) {
            metadata.put("finishedOn", facts.finished());
        }
        try {
            return new Statement(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts cannot be written as JSON", e);
        }
    }

    /** Where a repository has the statement of a content, so that whoever has the content finds it. */
    public static String path(String sha256, boolean signed) {
        return "provenance/" + sha256 + (signed ? ".dsse.json" : ".intoto.json");
    }

    private static void texts(ObjectNode into, Map<String, String> values) {
        values.forEach(into::put);
    }

    /**
     * Names of its subjects and their SHA-256.
     *
     * @throws ProvenanceException if it is no such statement
     */
    public Map<String, String> subjects() throws ProvenanceException {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (IOException e) {
            throw new ProvenanceException("the provenance holds no JSON", e);
        }
        if (!root.path("_type").asText().equals(TYPE)
                || !root.path("predicateType").asText().equals(PREDICATE)) {
            throw new ProvenanceException("it is a '" + root.path("_type").asText() + "' with a '"
                    + root.path("predicateType").asText() + "', no SLSA provenance v1 in an in-toto statement v1");
        }
        Map<String, String> subjects = new LinkedHashMap<>();
        for (JsonNode each : root.path("subject")) {
            subjects.put(
                    each.path("name").asText(),
                    each.path("digest").path("sha256").asText());
        }
        return subjects;
    }
}
