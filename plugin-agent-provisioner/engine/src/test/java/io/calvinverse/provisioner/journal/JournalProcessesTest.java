package io.calvinverse.provisioner.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The journal between real processes. */
class JournalProcessesTest {
    @TempDir
    private Path directory;

    @Test
    void whatWasAcknowledgedSurvivesAKill() throws Exception {
        int sum = 0;
        for (int run = 0; run < 3; run++) {
            Path own = directory.resolve("run" + run);
            try (JournalProcess process = JournalProcess.start(own)) {
                String last = "";
                for (int i = 0; i < 20 + 31 * run; i++) {
                    last = process.line();
                }
                process.kill();
                List<String> rest = process.lines();
                String acknowledged = rest.isEmpty() ? last : rest.get(rest.size() - 1);
                int most = Integer.parseInt(acknowledged.substring(1));
                try (FileJournal journal = FileJournal.open(own)) {
                    assertEquals("", journal.damage());
                    for (int i = 0; i <= most; i++) {
                        assertTrue(journal.replay().machines().containsKey("m" + i), "m" + i + " of " + most);
                    }
                }
                sum += most;
            }
        }
        assertTrue(sum > 100, "only " + sum + " commits were tried");
    }

    @Test
    void aSecondProcessIsRefusedAlsoAfterASecondTryInThisOne() throws Exception {
        try (FileJournal journal = FileJournal.open(directory)) {
            IOException refused = assertThrows(IOException.class, () -> FileJournal.open(directory));
            assertTrue(refused.getMessage().endsWith("is in use by this process"), refused.getMessage());
            try (JournalProcess process = JournalProcess.start(directory)) {
                List<String> lines = process.lines();
                assertEquals(1, lines.size(), lines.toString());
                assertTrue(lines.get(0).endsWith("is in use by another process; stop it first"), lines.get(0));
            }
            journal.append(List.of(Events.known("m")));
        }
        FileJournal.open(directory).close();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no limit on the size of files")
    void aFullDiskRefusesTheCommitAndSpoilsNothing() throws Exception {
        List<String> lines;
        try (JournalProcess process = JournalProcess.limited(directory, 40)) {
            lines = process.lines();
        }
        String refusal = lines.get(lines.size() - 1);
        assertTrue(lines.size() > 10 && !refusal.startsWith("m"), lines.toString());
        int most = Integer.parseInt(lines.get(lines.size() - 2).substring(1));
        try (FileJournal journal = FileJournal.open(directory)) {
            assertEquals("", journal.damage());
            assertEquals(most + 1, journal.replay().machines().size());
            journal.append(List.of(Events.known("again")));
        }
    }
}
