package io.calvinverse.environments.handover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.environments.handover.Passage.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A record that grows. */
class HandoverRecordTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private static Passage machine(int number) {
        return Passage.expected(
                new Recipient("m" + number, "host-" + number, "agents", List.of(), false, Recipient.PREFIX), NOW);
    }

    @Test
    void aLongOneIsPutAsideAndWhatIsOpenGoesOn() throws Exception {
        Path path = folder.resolve("record.jsonl");
        List<Passage> open;
        try (HandoverRecord record = new HandoverRecord(path, 2_000)) {
            for (int i = 0; i < 100; i++) {
                record.write(machine(i), "expected", NOW);
                if (i % 10 != 0) {
                    record.write(machine(i).in(Phase.GONE, NOW), "gone", NOW);
                }
            }
            open = record.open();
        }
        assertEquals(10, open.size());
        try (HandoverRecord record = new HandoverRecord(path, 2_000)) {
            assertEquals(open, record.open());
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).sorted().toList();
            assertTrue(names.contains("record.jsonl.1") && names.contains("record.jsonl.2"), names::toString);
            assertTrue(names.stream().noneMatch(name -> name.endsWith(".next")), names::toString);
        }
        // Each file is whole, and says what it follows.
        new HandoverRecord(folder.resolve("record.jsonl.2")).close();
        assertTrue(Files.readAllLines(folder.resolve("record.jsonl.2")).get(0).contains("\"record.jsonl.1\""));

        List<String> lines = Files.readAllLines(path);
        Files.write(path, lines.subList(1, lines.size()));
        assertThrows(IOException.class, () -> new HandoverRecord(path));
    }
}
