package io.calvinverse.provisioner.firstboot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.stephenc.javaisotools.loopfs.iso9660.Iso9660FileEntry;
import com.github.stephenc.javaisotools.loopfs.iso9660.Iso9660FileSystem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Read by another reader than ours; the Linux kernel reads it in the tests with virtual machines. */
class IsoTest {
    @TempDir
    Path directory;

    @Test
    void whatWasWrittenCanBeReadUnderItsOwnNames() throws Exception {
        Tree tree = FirstBootTest.firstBoot(Guest.WINDOWS, new Proof.Credential("s3cret ✓"), null, true)
                .tree();
        byte[] image = Iso.of(tree, Iso.LABEL);
        assertEquals(tree.files(), read(image));
        assertEquals(0, image.length % 2048);
        // The label: ECMA-119 §8.4.7, at byte 40 of the first volume descriptor, which is sector 16.
        assertEquals(Iso.LABEL, new String(image, 16 * 2048 + 40, 32, StandardCharsets.US_ASCII).trim());
    }

    @Test
    void anyTreeCanBeWritten() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 50; run++) {
            Map<String, String> files = new TreeMap<>();
            for (int i = random.nextInt(1, 30); i > 0; i--) {
                files.put(path(random, i), "x".repeat(random.nextInt(6_000)));
            }
            assertEquals(files, read(Iso.of(new Tree(files), NoCloud.LABEL)), "seed " + seed + ", run " + run);
        }
    }

    @Test
    void aLabelNoSystemShowsIsRefused() {
        Tree tree = new Tree(Map.of("a", "b"));
        assertThrows(IllegalArgumentException.class, () -> Iso.of(tree, "twelve-chars"));
        assertThrows(IllegalArgumentException.class, () -> Iso.of(tree, ""));
    }

    private static String path(Random random, int i) {
        StringBuilder path = new StringBuilder();
        for (int depth = random.nextInt(5); depth > 0; depth--) {
            path.append('d').append(random.nextInt(3)).append('/');
        }
        return path + "a_long-file_name".substring(random.nextInt(8)).replaceAll("^-", "x") + i + ".json";
    }

    private Map<String, String> read(byte[] image) throws IOException {
        Path file = Files.write(directory.resolve("image.iso"), image);
        Map<String, String> files = new TreeMap<>();
        try (Iso9660FileSystem system = new Iso9660FileSystem(file.toFile(), true)) {
            for (Iso9660FileEntry entry : system) {
                if (!entry.isDirectory()) {
                    try (InputStream in = system.getInputStream(entry)) {
                        files.put(entry.getPath(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
                    }
                }
            }
        }
        assertTrue(!files.isEmpty(), "a medium without files");
        return files;
    }
}
