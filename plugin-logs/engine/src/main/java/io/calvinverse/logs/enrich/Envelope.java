package io.calvinverse.logs.enrich;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.calvinverse.logs.spool.BuildFacts;
import io.calvinverse.logs.spool.SpooledBuild;
import io.calvinverse.logs.spool.StepFacts;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What every record of a build (and of a node of it) has in common, as JSON made once. A field of a step replaces one of
 * the build with the same name. One thread.
 */
final class Envelope {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private record Common(BuildFacts build, StepFacts step, byte[] json) {}

    private final SpooledBuild build;
    private final Map<String, Common> byNode = new HashMap<>();

    Envelope(SpooledBuild build) {
        this.build = build;
    }

    /** Members that follow the record's own, with the closing brace. */
    byte[] of(String node) {
        BuildFacts facts = build.facts();
        StepFacts step = build.step(node);
        Common known = byNode.get(node);
        if (known == null || known.build != facts || known.step != step) {
            known = new Common(facts, step, json(node, facts, step));
            byNode.put(node, known);
        }
        return known.json;
    }

    private static Map<String, Object> data(BuildFacts facts, StepFacts step) {
        if (step == null || step.data().isEmpty()) {
            return facts.data();
        }
        Map<String, Object> data = new LinkedHashMap<>(facts.data());
        data.putAll(step.data());
        return data;
    }

    static byte[] json(String node, BuildFacts facts, StepFacts step) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("@version", "1");
        members.put("source", "jenkins");
        members.putAll(facts.fields());
        if (!node.isEmpty()) {
            members.put("node", node);
        }
        if (step != null) {
            members.putAll(step.fields());
        }
        members.put("data", data(facts, step));
        try {
            return (',' + MAPPER.writeValueAsString(members).substring(1)).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("fields of " + facts.name() + " cannot be written as JSON: " + e, e);
        }
    }
}
