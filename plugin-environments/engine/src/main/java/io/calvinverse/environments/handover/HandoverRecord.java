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
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What happened to every hand-over, one line of JSON each, only ever added to and forced to disk: the state after a crash, and
 * the audit. Each line carries the digest of the one before, so a line that was changed or taken out is noticed. A line the crash
 * cut short at the end never took effect and is cut off.
 */
final class HandoverRecord implements Closeable {

    private static final JsonMapper JSON = new JsonMapper();

    private final FileChannel file;
    private final Map<String, Passage> passages = new LinkedHashMap<>();
    private String last = "";

    /** @throws IOException if the file cannot be read, or was tampered with: the message says in which line */
    HandoverRecord(Path path) throws IOException {
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
        ObjectNode line = PassageJson.write(passage).put("time", now.toString()).put("note", note);
        line.put("before", Digests.of(last));
        String text = line.toString();
        ByteBuffer bytes = ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8));
        long start = file.position();
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        } catch (IOException e) {
            file.truncate(start);
            throw e;
        }
        last = text;
        note(passage);
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
                            path + ", line " + number + ": does not follow the line before it; somebody changed"
                                    + " the record. Look at what it says, end the tokens it names by their accessors, and begin a new one");
                }
                note(PassageJson.read(read));
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
