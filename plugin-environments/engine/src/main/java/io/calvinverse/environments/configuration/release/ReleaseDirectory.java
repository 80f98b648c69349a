package io.calvinverse.environments.configuration.release;

import io.calvinverse.environments.configuration.store.Content;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads the sources of a release: all {@code .yaml} and {@code .yml} files below a directory, by path, each a list
 * {@code config} of {@code key} and {@code value} or {@code file} (relative to the YAML file). This is the format of
 * Calvinverse ({@code config/kv} of its configuration repository). Values are taken as they are written: {@code 010}
 * stays {@code 010}; files byte by byte.
 */
public final class ReleaseDirectory {
    private final Path root;
    private final KeyRules rules;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, String> sources = new HashMap<>();
    private final List<Item> items = new ArrayList<>();

    private ReleaseDirectory(Path root, KeyRules rules) {
        this.root = root;
        this.rules = rules;
    }

    /**
     * @throws InvalidReleaseException with everything that is wrong
     * @throws IOException when the directory cannot be read
     */
    public static List<Item> read(Path directory, KeyRules rules) throws IOException, InvalidReleaseException {
        ReleaseDirectory sources = new ReleaseDirectory(directory.toRealPath(), rules);
        sources.read();
        if (!sources.problems.isEmpty()) {
            throw new InvalidReleaseException(sources.problems);
        }
        return sources.items;
    }

    private void read() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(root)) {
            files = all.filter(this::isSource).sorted().toList();
        }
        if (files.isEmpty()) {
            problems.add(
                    new Problem(root.toString(), 0, "no .yaml file in this directory; name the one that has them"));
        }
        for (Path file : files) {
            String name = name(file);
            if (!file.toRealPath().startsWith(root)) {
                problems.add(new Problem(name, 0, "a link that leads out of the release; put the file into it"));
                continue;
            }
            try {
                List<YamlItem> found = new YamlFile(name, problems).read(Files.readString(file));
                for (YamlItem item : found) {
                    add(name, file, item);
                }
            } catch (CharacterCodingException e) {
                problems.add(new Problem(name, 0, "not UTF-8; save it as UTF-8"));
            }
        }
    }

    private boolean isSource(Path file) {
        String name = "/" + name(file);
        return !name.contains("/.") && (name.endsWith(".yaml") || name.endsWith(".yml")) && Files.isRegularFile(file);
    }

    private void add(String name, Path file, YamlItem item) throws IOException {
        String earlier = sources.putIfAbsent(item.key(), name + ":" + item.line());
        if (earlier != null) {
            problems.add(new Problem(
                    name, item.line(), "key " + item.key() + " is in " + earlier + " already; remove one of them"));
            return;
        }
        String refusal = rules.refuse(item.key()).orElse(null);
        Content content = item.file() == null ? Content.of(item.value()) : load(name, file, item);
        if (refusal == null && content != null) {
            refusal = rules.refuse(item.key(), content).orElse(null);
        }
        if (refusal != null) {
            problems.add(new Problem(name, item.line(), refusal));
        } else if (content != null) {
            items.add(new Item(item.key(), content, name + ":" + item.line()));
        }
    }

    /** Null when it is a problem. */
    private Content load(String name, Path yaml, YamlItem item) throws IOException {
        Path named = yaml.resolveSibling(item.file()).normalize();
        String fault = null;
        if (!named.startsWith(root)
                || Files.exists(named) && !named.toRealPath().startsWith(root)) {
            fault = "leads out of the release; put the file into it";
        } else if (!Files.isRegularFile(named)) {
            fault = "is not there; it is looked for beside " + name;
        }
        if (fault == null) {
            return Content.of(Files.readAllBytes(named));
        }
        problems.add(new Problem(name, item.line(), "the file " + item.file() + " of key " + item.key() + " " + fault));
        return null;
    }

    private String name(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }
}
