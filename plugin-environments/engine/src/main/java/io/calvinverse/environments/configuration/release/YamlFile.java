package io.calvinverse.environments.configuration.release;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** One YAML file of a release, read as nodes: nothing is constructed from it, and every problem has its line. */
final class YamlFile {
    private static final Set<String> FIELDS = Set.of("key", "value", "file");
    private static final int MOST_CHARACTERS = 64 * 1024 * 1024;

    private final String name;
    private final List<Problem> problems;

    YamlFile(String name, List<Problem> problems) {
        this.name = name;
        this.problems = problems;
    }

    List<YamlItem> read(String text) {
        List<YamlItem> items = new ArrayList<>();
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_CHARACTERS);
        String content = text.startsWith("\ufeff") ? text.substring(1) : text;
        try {
            for (Node document : new Yaml(options).composeAll(new StringReader(content))) {
                document(document, items);
            }
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            problem(line, "not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            problem(0, "not YAML: " + e.getMessage());
        }
        return items;
    }

    private void document(Node document, List<YamlItem> items) {
        if (!(document instanceof MappingNode mapping)) {
            problem(line(document), "a list named config is expected");
            return;
        }
        for (Map.Entry<String, Node> field : fields(mapping, Set.of("config")).entrySet()) {
            if (!(field.getValue() instanceof SequenceNode list)) {
                problem(line(field.getValue()), "config must be a list of key and value or file");
                continue;
            }
            for (Node node : list.getValue()) {
                YamlItem item = item(node);
                if (item != null) {
                    items.add(item);
                }
            }
        }
    }

    private YamlItem item(Node node) {
        if (!(node instanceof MappingNode mapping)) {
            problem(line(node), "an item must have a key and a value or file");
            return null;
        }
        int before = problems.size();
        Map<String, Node> fields = fields(mapping, FIELDS);
        String key = scalar("key", fields.get("key"));
        String value = scalar("value", fields.get("value"));
        String file = scalar("file", fields.get("file"));
        if (!fields.containsKey("key")) {
            problem(line(node), "an item without key; add it");
        } else if (fields.containsKey("value") == fields.containsKey("file")) {
            problem(line(node), "key " + key + " must have either a value or a file");
        }
        return problems.size() > before ? null : new YamlItem(key, value, file, line(node));
    }

    private Map<String, Node> fields(MappingNode mapping, Set<String> known) {
        Map<String, Node> fields = new HashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String field = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (!known.contains(field)) {
                problem(line(tuple.getKeyNode()), "unknown field \"" + field + "\"; known: " + sorted(known));
            } else if (fields.put(field, tuple.getValueNode()) != null) {
                problem(line(tuple.getKeyNode()), "field \"" + field + "\" twice; remove one");
            }
        }
        return fields;
    }

    /** Null when absent, or a problem. */
    private String scalar(String field, Node node) {
        if (node == null) {
            return null;
        }
        if (!(node instanceof ScalarNode scalar)) {
            problem(line(node), "the " + field + " must be plain text; quote it, or put it into a file");
            return null;
        }
        if (!scalar.getTag().startsWith(Tag.PREFIX)) {
            problem(
                    line(node),
                    "the " + field + " has the tag " + scalar.getTag() + ", which means nothing here; remove it");
            return null;
        }
        if (Tag.NULL.equals(scalar.getTag())) {
            problem(line(node), "the " + field + " is missing; write \"\" for an empty value");
            return null;
        }
        return scalar.getValue();
    }

    private static String sorted(Set<String> names) {
        return String.join(", ", names.stream().sorted().toList());
    }

    private void problem(int line, String text) {
        problems.add(new Problem(name, line, text));
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
