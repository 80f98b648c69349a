package io.calvinverse.provisioner.firstboot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataDiskTest {

    @Test
    void disksAreReadInTheirOrder() {
        assertEquals(
                List.of(new DataDisk("workspace", 20), new DataDisk("cache", 10)),
                DataDisk.parse("workspace:20, cache:10"));
        assertEquals(List.of(), DataDisk.parse(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "workspace",
                "workspace:",
                "workspace:0",
                "workspace:-1",
                "workspace:1.5",
                "workspace:99999",
                "workspace:99999999999",
                "Workspace:1",
                "1st:1",
                "a b:1",
                "a;b:1",
                "averylonglabel:1",
                "a:1,a:2",
                "root:1",
                "cidata:1",
                "firstboot:1",
                "a:1,",
                ",",
                "a:1:2",
                "a:1,b:1,c:1,d:1,e:1,f:1,g:1,h:1,i:1"
            })
    void whatIsNoDiskIsRefusedWithAWayOut(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> DataDisk.parse(text))
                .getMessage();
        assertFalse(message.isBlank());
    }

    @Test
    void whateverIsAcceptedFitsEveryFileSystemAndWhatIsNotIsRefusedInWords() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int accepted = 0;
        for (int i = 0; i < 20_000; i++) {
            String text = text(random);
            try {
                List<DataDisk> disks = DataDisk.parse(text);
                accepted++;
                Set<String> labels = new HashSet<>();
                for (DataDisk disk : disks) {
                    String run = "seed " + seed + ", '" + text + "': " + disk;
                    assertTrue(labels.add(disk.label()), run);
                    // FAT takes 11 bytes, ext4 16, a virtio serial number 20.
                    assertTrue(disk.label().matches("[a-z][a-z0-9-]{0,10}"), run);
                    assertTrue(disk.gigabytes() >= 1, run);
                }
                assertEquals(disks, DataDisk.parse(written(disks)), "seed " + seed);
            } catch (IllegalArgumentException e) {
                assertTrue(e.getMessage().contains(";"), () -> "seed " + seed + ": " + e.getMessage());
            }
        }
        assertTrue(accepted > 100, "the generator makes too few that are right: " + accepted);
    }

    private static String written(List<DataDisk> disks) {
        return String.join(
                ",", disks.stream().map(d -> d.label() + ":" + d.gigabytes()).toList());
    }

    private static String text(Random random) {
        String alphabet = "abw-19:, Z";
        StringBuilder text = new StringBuilder();
        for (int parts = random.nextInt(4); parts >= 0; parts--) {
            for (int i = random.nextInt(6); i >= 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            text.append(':').append(random.nextInt(40)).append(parts > 0 ? "," : "");
        }
        return text.toString();
    }
}
