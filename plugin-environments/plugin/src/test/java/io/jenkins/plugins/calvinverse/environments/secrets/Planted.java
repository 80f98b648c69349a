package io.jenkins.plugins.calvinverse.environments.secrets;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Looks for secrets in all files of a controller. */
final class Planted {
    private Planted() {}

    /** @param mustExist names of files that must have been among those looked through */
    static void isNowhere(Path home, List<String> secrets, String... mustExist) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(home)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (String name : mustExist) {
            assertTrue(
                    files.stream().anyMatch(file -> file.toString().endsWith(name)),
                    () -> "no " + name + " below " + home + ", so nothing is shown by looking through it");
        }
        for (Path file : files) {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            for (String secret : secrets) {
                assertFalse(text.contains(secret), () -> file + " holds a secret");
            }
        }
    }
}
