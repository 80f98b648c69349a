package io.calvinverse.provisioner.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.Phase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest {
    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("journal");
    }

    private void write(List<Event> events) throws IOException {
        try (FileJournal journal = FileJournal.open(directory)) {
            journal.append(events);
        }
    }

    private Map<String, Machine> read() throws IOException {
        try (FileJournal journal = FileJournal.open(directory)) {
            return Map.copyOf(journal.replay().machines());
        }
    }

    private static List<Event> known(int from, int to) {
        List<Event> events = new ArrayList<>();
        for (int i = from; i < to; i++) {
            events.add(Events.known("m" + i));
        }
        return events;
    }

    @Test
    void whatWasCommittedIsThereAgain() throws IOException {
        Events source = new Events(7);
        Ledger expected = new Ledger();
        for (int i = 0; i < 50; i++) {
            List<Event> batch = new ArrayList<>();
            for (int k = 0; k < i % 7; k++) {
                batch.add(source.next());
            }
            write(batch);
            batch.forEach(expected::apply);
            assertEquals(expected.machines(), read());
        }
        try (FileJournal journal = FileJournal.open(directory)) {
            assertEquals(expected.latest(), journal.replay().latest());
            assertEquals("", journal.damage());
        }
    }

    @Test
    void theLedgerFollowsTheCommits() throws IOException {
        try (FileJournal journal = FileJournal.open(directory)) {
            Ledger ledger = journal.replay();
            journal.append(known(0, 3));
            assertEquals(3, ledger.machines().size());
        }
    }

    @Test
    void aWriteCutOffAtAnyByteLeavesWholeLines() throws IOException {
        write(known(0, 2));
        byte[] before = Files.readAllBytes(file());
        write(known(2, 4));
        byte[] all = Files.readAllBytes(file());
        for (int length = before.length; length <= all.length; length++) {
            byte[] torn = Arrays.copyOf(all, length);
            Files.write(file(), torn);
            int lines = (int) new String(torn, StandardCharsets.UTF_8)
                    .chars()
                    .filter(c -> c == '\n')
                    .count();
            try (FileJournal journal = FileJournal.open(directory)) {
                assertEquals("", journal.damage(), "cut at " + length);
                assertEquals(lines, journal.replay().machines().size(), "cut at " + length);
                journal.append(known(8, 9));
            }
            assertEquals(lines + 1, read().size(), "cut at " + length);
        }
    }

    @Test
    void zerosAfterAPowerFailureAreATornWrite() throws IOException {
        write(known(0, 2));
        byte[] all = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(all, all.length + 4_096));
        assertEquals(2, read().size());
        assertEquals(all.length, Files.size(file()));
    }

    @Test
    void damagedLinesAreSkippedReportedAndKeptUntilRepaired() throws IOException {
        write(known(0, 30));
        byte[] bytes = Files.readAllBytes(file());
        bytes[bytes.length / 2] ^= 1;
        Files.write(file(), bytes);
        for (int opening = 0; opening < 2; opening++) {
            try (FileJournal journal = FileJournal.open(directory)) {
                assertEquals(29 + opening, journal.replay().machines().size());
                assertTrue(journal.damage().startsWith("1 of 3"), journal.damage());
                journal.append(known(30 + opening, 31 + opening));
                journal.append(known(40, 41));
                assertTrue(Files.size(directory.resolve("journal.damaged")) >= bytes.length);
                journal.append(List.of(new Event.Moved("m40", Phase.GONE, Events.T, false, "")));
            }
        }
        try (FileJournal journal = FileJournal.open(directory)) {
            journal.repaired();
            journal.append(known(50, 51));
            assertEquals("", journal.damage());
        }
        try (FileJournal journal = FileJournal.open(directory)) {
            assertEquals("", journal.damage());
            assertEquals(32, journal.replay().machines().size());
        }
    }

    @Test
    void manyLinesAboutFewMachinesAreRewritten() throws IOException {
        try (FileJournal journal = FileJournal.open(directory)) {
            journal.append(known(0, 5));
            for (int i = 0; i < 5_000; i++) {
                journal.append(List.of(new Event.Counted("m" + i % 5, i, 0)));
            }
            assertTrue(Files.size(file()) < 200_000, "size " + Files.size(file()));
            assertEquals(4_999, journal.replay().machines().get("m4").uses());
        }
        assertEquals(4_999, read().get("m4").uses());
        assertFalse(Files.exists(directory.resolve("journal.next")));
    }

    @Test
    void aRewriteThatFailsStopsNoCommit() throws IOException {
        Files.createDirectories(directory.resolve("journal.next/in the way"));
        try (FileJournal journal = FileJournal.open(directory)) {
            journal.append(known(0, 5));
            for (int i = 0; i < 1_200; i++) {
                journal.append(List.of(new Event.Counted("m" + i % 5, i, 0)));
            }
        }
        assertEquals(1_199, read().get("m4").uses());
    }

    @Test
    void anInterruptCostsOneCommitAndNoMore() throws IOException {
        try (FileJournal journal = FileJournal.open(directory)) {
            journal.append(known(0, 1));
            Thread.currentThread().interrupt();
            try {
                assertThrows(IOException.class, () -> journal.append(known(1, 2)));
            } finally {
                assertTrue(Thread.interrupted());
            }
            assertEquals(1, journal.replay().machines().size());
            journal.append(known(2, 3));
        }
        assertEquals(Set.of("m0", "m2"), read().keySet());
    }

    @Test
    void whatWasNotCommittedIsCutOffBeforeTheNextCommit() throws IOException {
        try (FileJournal journal = FileJournal.open(directory)) {
            journal.append(known(0, 1));
            byte[] committed = Files.readAllBytes(file());
            replace(committed, "f00d {\"event\":\"known\"}\n{\"half");
            Thread.currentThread().interrupt();
            assertThrows(IOException.class, () -> journal.append(known(1, 2)));
            assertTrue(Thread.interrupted());
            replace(committed, "longer than anything that will be committed ".repeat(100) + "\n");
            journal.append(known(2, 3));
        }
        try (FileJournal journal = FileJournal.open(directory)) {
            assertEquals("", journal.damage());
            assertEquals(2, journal.replay().machines().size());
        }
    }

    private void replace(byte[] start, String rest) throws IOException {
        byte[] more = rest.getBytes(StandardCharsets.UTF_8);
        byte[] both = Arrays.copyOf(start, start.length + more.length);
        System.arraycopy(more, 0, both, start.length, more.length);
        Files.write(file(), both);
    }

    @Test
    void nothingIsCommittedAfterTheEnd() throws IOException {
        FileJournal journal = FileJournal.open(directory);
        journal.close();
        journal.close();
        assertThrows(IOException.class, () -> journal.append(known(0, 1)));
        assertEquals(Map.of(), read());
    }
}
