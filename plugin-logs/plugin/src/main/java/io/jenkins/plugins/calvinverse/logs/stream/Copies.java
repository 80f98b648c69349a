package io.jenkins.plugins.calvinverse.logs.stream;

import hudson.Util;
import hudson.model.Run;
import io.calvinverse.logs.spool.BuildFacts;
import io.calvinverse.logs.spool.SpooledBuild;
import io.calvinverse.logs.spool.StepFacts;
import io.jenkins.plugins.calvinverse.logs.pipeline.Identity;
import io.jenkins.plugins.calvinverse.logs.shipping.Shipping;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The controller's copies of the files that one block streams. Each is followed by the spool before its first byte is
 * written, and its length says how far reading is: so a restart goes on where it was. Made and changed by the clockwork.
 */
final class Copies {
    private static final String NAMES = "names.properties";

    private final Run<?, ?> run;
    private final String prefix;
    private final Path directory;
    private final String block;
    private final String charset;
    private final Set<String> secrets;

    /**
     * @param block id of the block in its build
     * @param secrets not to be shipped, besides those of the build
     */
    Copies(Run<?, ?> run, Path root, String block, String charset, Set<String> secrets) {
        this.run = run;
        this.block = block;
        this.secrets = Set.copyOf(secrets);
        this.prefix = Identity.ofFiles(Identity.of(run)) + block + '/';
        this.directory = root.resolve(Identity.of(run).replace(':', '-') + "-" + block);
        this.charset = charset;
    }

    /** How much there is of each file. */
    Map<String, Long> known() throws IOException {
        Map<String, Long> known = new HashMap<>();
        names().forEach((file, path) ->
                known.put(path, directory.resolve(file).toFile().length()));
        return known;
    }

    private Map<String, String> names() throws IOException {
        Map<String, String> names = new HashMap<>();
        Path file = directory.resolve(NAMES);
        if (Files.exists(file)) {
            Properties properties = new Properties();
            try (var reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
            properties.forEach((name, path) -> names.put((String) name, (String) path));
        }
        return names;
    }

    /** @param prefix of the path that people are not shown */
    void append(String path, String prefix, byte[] bytes) throws IOException {
        Path copy = directory.resolve(fileName(path));
        if (Files.exists(copy)) {
            Shipping.get().hide(identity(copy), hidden(build()));
        } else {
            begin(path, path.substring(prefix.length()), copy);
        }
        try (OutputStream out = Files.newOutputStream(copy, StandardOpenOption.APPEND)) {
            out.write(bytes);
        }
    }

    private static String fileName(String path) {
        return Util.getDigestOf(path) + ".log";
    }

    private void begin(String path, String shown, Path copy) throws IOException {
        Files.createDirectories(directory);
        Properties names = new Properties();
        names.putAll(names());
        names.setProperty(fileName(path), path);
        Path next = directory.resolve(NAMES + ".next");
        try (var writer = Files.newBufferedWriter(next)) {
            names.store(writer, null);
        }
        Files.move(next, directory.resolve(NAMES), StandardCopyOption.REPLACE_EXISTING);
        SpooledBuild build = build();
        // The file itself last: while it is not there, the next attempt follows it again, under the same key.
        Path empty = copy.resolveSibling(copy.getFileName() + ".next");
        Files.write(empty, new byte[0]);
        Shipping.get().follow(facts(build, shown, copy), hidden(build));
        Files.move(empty, copy);
    }

    private SpooledBuild build() throws IOException {
        return Shipping.get().waiting(run).orElseThrow(() -> new IOException("the build's own log is not shipped"));
    }

    /** Blocks inside may have given the build more since. */
    private Set<String> hidden(SpooledBuild build) {
        Set<String> hidden = new HashSet<>(secrets);
        hidden.addAll(build.secrets());
        return hidden;
    }

    private BuildFacts facts(SpooledBuild spooled, String path, Path copy) {
        BuildFacts build = spooled.facts();
        Map<String, Object> fields = new HashMap<>(build.fields());
        Map<String, Object> data = new HashMap<>(build.data());
        StepFacts step = spooled.step(block);
        if (step != null) {
            fields.putAll(step.fields());
            data.putAll(step.data());
        }
        fields.put("kind", "file");
        fields.put("file", path);
        return new BuildFacts(
                identity(copy),
                build.name() + " " + path,
                System.currentTimeMillis(),
                charset,
                false,
                copy.toAbsolutePath().toString(),
                data,
                fields,
                build.patterns(),
                false);
    }

    private String identity(Path copy) {
        return prefix + copy.getFileName();
    }

    /** All of it is read: the spool alone holds what is not shipped. */
    void end() throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        for (String file : names().keySet()) {
            Path copy = directory.resolve(file);
            Shipping.get().waiting().stream()
                    .filter(build -> build.facts().identity().equals(identity(copy)))
                    .toList()
                    .forEach(build -> Shipping.get().ended(build.key()));
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (File each : files.map(Path::toFile).toList()) {
                Files.deleteIfExists(each.toPath());
            }
        }
        Files.deleteIfExists(directory);
    }
}
