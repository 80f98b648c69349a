package io.jenkins.plugins.calvinverse.logs.check;

import io.calvinverse.logs.spool.BuildFacts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of fields that people add to records. Memory only. */
public final class FieldNames {
    /** Longer values are cut: a field tells something about lines, it is no place for texts. */
    public static final int LONGEST_VALUE = 1_000;

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");

    /** Set by the plugin for each build or step. */
    private static final Set<String> OURS = Set.of(
            "job",
            "build",
            "url",
            "controller",
            "source",
            "source_host",
            "node",
            "kind",
            "agent",
            "stage",
            "step",
            "parallel");

    private FieldNames() {}

    /** What is wrong with a name, or null. */
    public static String problem(String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            return Messages.FieldNames_Syntax(name);
        }
        return BuildFacts.RESERVED.contains(name) || OURS.contains(name) ? Messages.FieldNames_Taken(name) : null;
    }

    /** What is wrong with lines {@code name=value}, or null. */
    public static String problemOf(String lines) {
        for (String line : Lines.of(lines)) {
            int equals = line.indexOf('=');
            if (equals < 1) {
                return Messages.FieldNames_Line(line);
            }
            String wrong = problem(line.substring(0, equals).strip());
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    /** Lines {@code name=value} that were checked. */
    public static Map<String, String> of(String lines) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String line : Lines.of(lines)) {
            int equals = line.indexOf('=');
            fields.put(
                    line.substring(0, equals).strip(),
                    cut(line.substring(equals + 1).strip()));
        }
        return fields;
    }

    public static String cut(String value) {
        return value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) : value;
    }

    /** Whether an allow-list lets a name through; an empty one lets all. */
    public static boolean allowed(List<String> list, String name) {
        return list.isEmpty() || list.contains(name);
    }
}
