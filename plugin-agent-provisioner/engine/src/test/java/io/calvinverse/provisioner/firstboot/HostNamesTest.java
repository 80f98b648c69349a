package io.calvinverse.provisioner.firstboot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HostNamesTest {
    private static final int NAMES = 5_000;

    @Test
    void theyLookAsCalvinversesDo() {
        String linux = HostNames.of(Guest.LINUX, "java-abc", "agent", "1.12.3");
        assertTrue(linux.matches("cv-agent-1-12-3-[a-z]{16}"), linux);
        String windows = HostNames.of(Guest.WINDOWS, "java-abc", "baw", "1.2.3");
        assertTrue(windows.matches("cvbaw-123-[a-z]{3}"), windows);
    }

    @Test
    void aMachineIsToldTheSameNameEachTimeAndAnotherAnother() {
        assertEquals(
                HostNames.of(Guest.LINUX, "m-1", "agent", "1.0.0"), HostNames.of(Guest.LINUX, "m-1", "agent", "1.0.0"));
        Set<String> names = new HashSet<>();
        for (int i = 0; i < NAMES; i++) {
            names.add(HostNames.of(Guest.LINUX, "m-" + i, "agent", "1.0.0"));
        }
        assertEquals(NAMES, names.size());
    }

    @Test
    void whateverTheImageIsCalledTheNameIsOne() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < NAMES; i++) {
            String image = text(random);
            String version = random.nextBoolean() ? text(random) : numbers(random);
            for (Guest guest : Guest.values()) {
                String name = HostNames.of(guest, "m-" + random.nextLong(), image, version);
                String run = "seed " + seed + ", " + guest + " '" + image + "' '" + version + "': " + name;
                assertTrue(name.matches("[a-z](?:[a-z0-9-]*[a-z0-9])"), run);
                assertTrue(name.length() <= (guest == Guest.WINDOWS ? 15 : 63), run);
                assertTrue(name.startsWith(guest == Guest.WINDOWS ? "cv" : "cv-"), run);
            }
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(90); i > 0; i--) {
            text.append((char) random.nextInt(1, 0x250));
        }
        return text.toString();
    }

    private static String numbers(Random random) {
        int bound = random.nextBoolean() ? 20 : Integer.MAX_VALUE;
        return random.nextInt(bound) + "." + random.nextInt(bound) + "." + random.nextInt(bound)
                + (random.nextBoolean() ? "" : "-beta.7");
    }
}
