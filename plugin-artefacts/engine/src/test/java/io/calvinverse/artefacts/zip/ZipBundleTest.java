package io.calvinverse.artefacts.zip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.calvinverse.artefacts.plan.FileSearch;
import io.calvinverse.artefacts.plan.Glob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipBundleTest {

    @TempDir
    Path folder;

    @Test
    void equalFilesGiveEqualBytes() throws Exception {
        Path site = Files.createDirectories(folder.resolve("site/größe"));
        Path file = Files.writeString(site.resolve("a b.txt"), "content");
        List<FileSearch.Found> found = new FileSearch(folder.resolve("site")).find(new Glob("**"));
        ZipBundle.write(found, folder.resolve("one.zip"));
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));
        ZipBundle.write(found, folder.resolve("two.zip"));
        assertArrayEquals(Files.readAllBytes(folder.resolve("one.zip")), Files.readAllBytes(folder.resolve("two.zip")));
        try (ZipFile zip = new ZipFile(folder.resolve("one.zip").toFile())) {
            assertEquals(
                    "content",
                    new String(zip.getInputStream(zip.getEntry("größe/a b.txt")).readAllBytes()));
        }
    }
}
