package io.calvinverse.environments.handover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What happened to every hand-over, one line of JSON each, only ever added to and forced to disk: the state after a crash, and
 * the audit. Each line carries the digest of the one before, so a line that was changed or taken out is noticed. A line the crash
 * cut short at the end never took effect and is cut off. A file that has grown long is put aside, {@code .1}, {@code .2} and so on behind
 * its name, and the next one begins with what is open.
 */
final class HandoverRecord implements Closeable {

    private static final JsonMapper JSON = new JsonMapper();

    /** In the first line of a file that follows another. */
    private static final String FOLLOWS = "follows";

    private static final long MOST_BYTES = 4L << 20;

    private final Path path;
    private final long most;
    private final Map<String, Passage> passages = new LinkedHashMap<>();
    private long limit;
    private FileChannel file;
    private String last = "";

    /** @throws IOException if the file cannot be read, or was tampered with: the message says in which line */
    HandoverRecord(Path path) throws IOException {
        this(path, MOST_BYTES);
    }

    /** @param most bytes after which a file is put aside */
    HandoverRecord(Path path, long most) throws IOException {
        this.path = path;
        this.most = most;
        this.limit = most;
        Path folder = path.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        long whole = Files.exists(path) ? replay(path) : 0;
        file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        file.truncate(whole);
        file.position(whole);
    }

    /** Hand-overs not at their end, in the order in which they began. */
    List<Passage> open() {
        return new ArrayList<>(passages.values());
    }

    Passage find(String machine) {
        return passages.get(machine);
    }

    /** When it returns, this survives a crash. */
    void write(Passage passage, String note, Instant now) throws IOException {
        String text = line(PassageJson.write(passage), note, now, last);
        long start = file.position();
        try {
            append(file, text);
            file.force(true);
        } catch (IOException e) {
            file.truncate(start);
            throw e;
        }
        last = text;
        note(passage);
        if (file.position() > limit) {
            putAside(now);
        }
    }

    private static String line(ObjectNode content, String note, Instant now, String after) {
        return content.put("time", now.toString())
                .put("note", note)
                .put("before", Digests.of(after))
                .toString();
    }

    private static void append(FileChannel file, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    /** Copied before it is replaced: whatever is cut short here leaves a whole file under the name. */
    private void putAside(Instant now) throws IOException {
        Path name = path.getFileName();
        int number = 1;
        while (Files.exists(path.resolveSibling(name + "." + number))) {
            number++;
        }
        Path aside = path.resolveSibling(name + "." + number);
        Files.copy(path, aside);
        try (FileChannel copy = FileChannel.open(aside, StandardOpenOption.WRITE)) {
            copy.force(true);
        }
        ObjectNode first =
                JSON.createObjectNode().put(FOLLOWS, name + "." + number).put("end", Digests.of(last));
        Path next = path.resolveSibling(name + ".next");
        Files.deleteIfExists(next);
        FileChannel begun = FileChannel.open(next, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        String text = line(first, "what is open goes on here", now, "");
        append(begun, text);
        for (Passage passage : passages.values()) {
            text = line(PassageJson.write(passage), "open", now, text);
            append(begun, text);
        }
        begun.force(true);
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        file.close();
        file = begun;
        last = text;
        // With much that is open the next one must not be put aside at once.
        limit = Math.max(most, 2 * file.position());
    }

    private void note(Passage passage) {
        if (passage.phase() == Passage.Phase.GONE) {
            passages.remove(passage.recipient().machine());
        } else {
            passages.put(passage.recipient().machine(), passage);
        }
    }

    private long replay(Path path) throws IOException {
        String all = Files.readString(path);
        int end = all.lastIndexOf('\n') + 1;
        int number = 0;
        for (String line : all.substring(0, end).lines().toList()) {
            number++;
            try {
                JsonNode read = JSON.readTree(line);
                if (!read.path("before").asText().equals(Digests.of(last))) {
                    throw new IOException(
                            path + ", line " + number + ": does not follow the line before it; somebody changed the"
                                    + " record. Look at what it says, end the tokens it names by"
                                    + " their accessors, and begin a new one");
                }
                if (!read.has(FOLLOWS)) {
                    note(PassageJson.read(read));
                }
            } catch (JsonProcessingException e) {
                throw new IOException(path + ", line " + number + ": is no record of a hand-over", e);
            }
            last = line;
        }
        return all.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
