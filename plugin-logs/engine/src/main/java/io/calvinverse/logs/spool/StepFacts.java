package io.calvinverse.logs.spool;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;

/**
 * What is known of a Pipeline node: its fields go to the root of the records of its lines.
 *
 * @param node its id
 * @param started milliseconds since 1970; the estimated time of lines that were not seen when they were written
 * @param fields for example stage, branch, step, agent
 * @param data fields below {@code data} that replace those of the build, for example {@code buildHost}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StepFacts(String node, long started, Map<String, Object> fields, Map<String, Object> data) {
    public StepFacts {
        fields = fields == null ? Map.of() : BuildFacts.checked(fields);
        data = data == null ? Map.of() : Map.copyOf(data);
    }

    /** Nothing but fields at the root. */
    public StepFacts(String node, long started, Map<String, Object> fields) {
        this(node, started, fields, Map.of());
    }
}
