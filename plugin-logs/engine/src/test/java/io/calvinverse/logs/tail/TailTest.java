package io.calvinverse.logs.tail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines of a log file, long ones and such as are not whole yet. */
class TailTest {

    /** A line or a piece of one. */
    private record Read(long sequence, String node, long offset, int part, boolean cut, byte[] bytes) {
        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    @TempDir
    Path directory;

    private Path log;
    private LogPair files;
    private final List<Read> read = new ArrayList<>();

    @BeforeEach
    void begin() throws IOException {
        log = Files.createFile(directory.resolve("log"));
        files = new LogPair(log, directory.resolve("log-index"), false);
    }

    private void print(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.APPEND);
    }

    private Tail tail(Progress from) {
        // Odd and small, so that lines cross its end.
        return new Tail(files, from, ByteBuffer.allocate(1_001));
    }

    private boolean read(Tail tail, boolean complete) throws IOException {
        return tail.read(complete, line -> {
            byte[] bytes = Arrays.copyOfRange(line.bytes(), line.from(), line.to());
            read.add(new Read(line.sequence(), line.node(), line.offset(), line.part(), line.cut(), bytes));
            return true;
        });
    }

    private List<String> texts() {
        return read.stream().map(Read::text).toList();
    }

    @Test
    void aLineOfAMebibyteStaysWholeAndALongerOneComesInMarkedPieces() throws IOException {
        String whole = "x".repeat(Assembly.MOST);
        String longer = "y".repeat(2 * Assembly.MOST + 5);
        print("first\n" + whole + "\n" + longer + "\nlast\n");
        assertTrue(read(tail(Progress.NONE), true));
        assertEquals(6, read.size());
        assertEquals(whole, read.get(1).text());
        assertFalse(read.get(1).cut());
        assertEquals(0, read.get(1).part());
        List<Read> pieces = read.subList(2, 5);
        assertEquals(List.of(0, 1, 2), pieces.stream().map(Read::part).toList());
        assertEquals(List.of(true, true, false), pieces.stream().map(Read::cut).toList());
        assertEquals(longer, String.join("", pieces.stream().map(Read::text).toList()));
        assertEquals(1, pieces.stream().map(Read::offset).distinct().count());
        assertEquals("last", read.get(5).text());
        assertEquals(5, read.get(5).sequence());
    }

    @Test
    void aLongLineIsCutBetweenCharacters() throws IOException {
        for (String shift : List.of("", "a", "ab")) {
            read.clear();
            Files.writeString(log, shift + "\u20ac".repeat(Assembly.MOST / 2) + "\n");
            assertTrue(read(tail(Progress.NONE), true));
            assertTrue(read.size() > 1);
            assertTrue(texts().stream().noneMatch(text -> text.contains("\ufffd")), "after '" + shift + "'");
            assertEquals(
                    shift.length() + Assembly.MOST / 2,
                    texts().stream().mapToInt(String::length).sum());
        }
    }

    @Test
    void branchesInterruptEachOtherWithinLines() throws IOException {
        files = new LogPair(log, directory.resolve("log-index"), true);
        Tail tail = tail(Progress.NONE);
        assertFalse(read(tail, false));
        Files.writeString(files.index(), "0 5\n5 9\n12 5\n18\n");
        print("left " + "right  " + "half\r\n" + "nobody's\n");
        read(tail, false);
        assertEquals(List.of("left half", "nobody's"), texts());
        assertEquals(List.of("5", ""), read.stream().map(Read::node).toList());
        // A restart: what the other branch began is not forgotten, and its end comes later.
        tail = tail(tail.progress());
        Files.writeString(files.index(), "27 9\n", StandardOpenOption.APPEND);
        print("half\nand no end");
        assertTrue(read(tail, true));
        assertEquals(List.of("left half", "nobody's", "right  half", "and no end"), texts());
        assertEquals(List.of(0L, 1L, 2L, 3L), read.stream().map(Read::sequence).toList());
        assertEquals(5, read.get(2).offset());
    }

    @Test
    void aLogThatBecameShorterIsReadAgainAndSaysSo() throws IOException {
        print("one\ntwo\n");
        Tail tail = tail(Progress.NONE);
        read(tail, false);
        Files.writeString(log, "new\n");
        assertTrue(read(tail, true));
        assertEquals(List.of("one", "two", "new"), texts());
        assertEquals(1, tail.generation());
        assertEquals(2, read.get(2).sequence());
    }
}
