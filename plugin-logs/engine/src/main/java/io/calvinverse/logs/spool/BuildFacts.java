package io.calvinverse.logs.spool;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known of a build when its log begins.
 *
 * @param identity one and the same for the same build within this controller, for a second request to follow it: say
 *     full name, number and start
 * @param name how people call it, for status and messages
 * @param started milliseconds since 1970
 * @param charset of the log; Pipelines write UTF-8
 * @param indexed whether Jenkins writes a {@code log-index} beside the log, as for Pipelines
 * @param log absolute path of the log in the build's directory
 * @param data fields below {@code data} of each record, where the existing Logstash filter reads {@code projectName},
 *     {@code fullProjectName}, {@code id} and {@code buildHost}
 * @param fields further fields, at the root of each record
 * @param patterns regular expressions of what to hide in this build's lines, besides those that hold for all
 * @param structured whether each line is a JSON object whose members are the record's, as the controller's own journal has
 *     them: {@code message} its text, {@code time} milliseconds since 1970
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BuildFacts(
        String identity,
        String name,
        long started,
        String charset,
        boolean indexed,
        String log,
        Map<String, Object> data,
        Map<String, Object> fields,
        List<String> patterns,
        boolean structured) {

    /** Names at the root of a record that are the record's own. */
    public static final Set<String> RESERVED = Set.of(
            "@timestamp",
            "@version",
            "message",
            "line_id",
            "sequence",
            "data",
            "resent",
            "part",
            "cut",
            "time_estimated");

    public BuildFacts {
        data = data == null ? Map.of() : Map.copyOf(new LinkedHashMap<>(data));
        fields = fields == null ? Map.of() : checked(fields);
        patterns = patterns == null ? List.of() : List.copyOf(patterns);
    }

    /** Lines of text, without patterns of their own. */
    public BuildFacts(
            String identity,
            String name,
            long started,
            String charset,
            boolean indexed,
            String log,
            Map<String, Object> data,
            Map<String, Object> fields) {
        this(identity, name, started, charset, indexed, log, data, fields, List.of(), false);
    }

    /** Throws an {@link IllegalArgumentException} for a name that is taken. */
    static Map<String, Object> checked(Map<String, Object> fields) {
        for (String name : fields.keySet()) {
            if (RESERVED.contains(name)) {
                throw new IllegalArgumentException(
                        "the field '" + name + "' of a log record is taken; name it differently");
            }
        }
        return Map.copyOf(fields);
    }
}
