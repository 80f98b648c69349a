package io.calvinverse.artefacts.tar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.calvinverse.artefacts.artefact.ArtefactException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarReaderTest {

    @TempDir
    Path folder;

    /** Written by the system's tar: a name too long for a header, a link. */
    @ParameterizedTest
    @ValueSource(strings = {"ustar", "gnu", "posix"})
    void readsWhatTarWrites(String format) throws Exception {
        String name = format.equals("ustar") ? "plain.txt" : "a-long-name-".repeat(12) + ".txt";
        Path content = Files.createDirectories(folder.resolve("in"));
        Files.writeString(content.resolve(name), "x".repeat(1000));
        Files.writeString(content.resolve("empty"), "");
        Files.createSymbolicLink(content.resolve("link"), Path.of(name));
        Path tar = folder.resolve("made.tar");
        Process made = new ProcessBuilder(
                        "tar",
                        "--format=" + format,
                        "-cf",
                        tar.toString(),
                        "-C",
                        content.toString(),
                        "./" + name,
                        "empty",
                        "link")
                .inheritIO()
                .start();
        assertEquals(0, made.waitFor());
        try (InputStream in = Files.newInputStream(tar)) {
            TarReader reader = new TarReader(in, Files.size(tar));
            TarEntry first = reader.next();
            assertEquals(name, first.name());
            assertEquals(1000, first.size());
            assertEquals("x".repeat(1000), new String(reader.content(1000)));
            assertEquals((byte) 'x', Files.readAllBytes(tar)[(int) first.offset()]);
            assertEquals(0, reader.next().size());
            TarEntry link = reader.next();
            assertEquals(TarEntry.Kind.LINK, link.kind());
            assertEquals(name, link.link());
            assertNull(reader.next());
        }
    }

    @Test
    void whatIsWrittenIsRead() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TarWriter writer = new TarWriter(bytes);
        writer.file("a", new byte[512]);
        writer.file("b/c", new byte[] {1, 2, 3});
        writer.end();
        TarReader reader = new TarReader(new ByteArrayInputStream(bytes.toByteArray()), bytes.size());
        assertEquals(512, reader.next().size());
        assertEquals("b/c", reader.next().name());
        assertArrayEquals(new byte[] {1, 2, 3}, reader.content(10));
        assertNull(reader.next());
        byte[] cut = Arrays.copyOf(bytes.toByteArray(), 600);
        TarReader broken = new TarReader(new ByteArrayInputStream(cut), cut.length);
        assertThrows(ArtefactException.class, () -> {
            while (broken.next() != null) {
                // The end is what matters.
            }
        });
    }

    @Test
    void aFileOfAnotherSizeThanAnnouncedIsRefused() throws Exception {
        TarWriter writer = new TarWriter(new ByteArrayOutputStream());
        writer.begin("a", 3);
        assertThrows(java.io.IOException.class, () -> writer.content().write(new byte[4]));
        assertThrows(java.io.IOException.class, writer::end);
    }
}
