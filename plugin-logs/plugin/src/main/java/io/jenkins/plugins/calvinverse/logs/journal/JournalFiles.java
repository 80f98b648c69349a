package io.jenkins.plugins.calvinverse.logs.journal;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import hudson.Util;
import io.calvinverse.logs.spool.BuildFacts;
import io.calvinverse.logs.spool.SpooledBuild;
import io.jenkins.plugins.calvinverse.logs.shipping.Shipping;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jenkins.model.Jenkins;

/**
 * The journal's files: one is followed before its first line is written, ended when it is large or old, and deleted once the
 * spool holds it alone. So a file that the spool does not know after a crash has nothing in it that is not shipped.
 */
final class JournalFiles {
    private static final long LARGE = 16 << 20;
    private static final long OLD = TimeUnit.HOURS.toMillis(1);

    private Path file;
    private String key;
    private OutputStream out;
    private long written;
    private long began;

    void append(byte[] line) throws IOException, InterruptedException {
        if (out == null && !open()) {
            return;
        }
        out.write(line);
        written += line.length;
        rest();
    }

    /** Ends the file under way when it is time. */
    void rest() {
        boolean full = written > LARGE || written > 0 && System.currentTimeMillis() - began > OLD;
        if (out != null && full) {
            close();
        }
    }

    @SuppressFBWarnings(value = "PATH_TRAVERSAL_IN", justification = "Administrators choose the directory")
    private boolean open() throws IOException, InterruptedException {
        Path directory = Shipping.get().directory("controller");
        if (directory == null) {
            return false;
        }
        Files.createDirectories(directory);
        endFormer(directory);
        began = System.currentTimeMillis();
        Path next = Files.createTempFile(directory, "journal-" + began + "-", ".log");
        Optional<SpooledBuild> followed =
                Shipping.get().now(() -> Shipping.get().follow(facts(next), Set.of()));
        if (followed.isEmpty()) {
            Files.delete(next);
            return false;
        }
        file = next;
        key = followed.get().key();
        written = 0;
        out = Files.newOutputStream(next, StandardOpenOption.APPEND);
        return true;
    }

    /** What a former life of the controller left. */
    private static void endFormer(Path directory) throws IOException, InterruptedException {
        List<Path> former;
        try (Stream<Path> files = Files.list(directory)) {
            former = files.toList();
        }
        for (Path each : former) {
            Shipping.get().now(() -> {
                Shipping.get().waiting().stream()
                        .filter(build -> build.facts().identity().equals(identity(each)))
                        .forEach(build -> Shipping.get().ended(build.key()));
                Files.deleteIfExists(each);
                return null;
            });
        }
    }

    void close() {
        if (out == null) {
            return;
        }
        try {
            out.close();
            String ended = key;
            Path done = file;
            out = null;
            Shipping.get().later(() -> {
                Shipping.get().ended(ended);
                try {
                    Files.deleteIfExists(done);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String identity(Path file) {
        return "journal:" + file.getFileName();
    }

    private BuildFacts facts(Path next) {
        String root = Util.fixNull(Jenkins.get().getRootUrl());
        Map<String, Object> fields = new HashMap<>();
        fields.put("controller", root);
        fields.put("source_host", root);
        return new BuildFacts(
                identity(next),
                "the controller's own records",
                began,
                "UTF-8",
                false,
                next.toAbsolutePath().toString(),
                Map.of(),
                fields,
                List.of(),
                true);
    }
}
