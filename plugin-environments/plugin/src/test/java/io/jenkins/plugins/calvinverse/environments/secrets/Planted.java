package io.jenkins.plugins.calvinverse.environments.secrets;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Looks for secrets in all files of a controller. */
final class Planted {
    private Planted() {}

    /** @param mustExist names of files that must have been among those looked through */
    static void isNowhere(Path home, List<String> secrets, String... mustExist) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(home, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.add(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                return ifGone(failure, FileVisitResult.CONTINUE);
            }
        });
        for (String name : mustExist) {
            assertTrue(
                    files.stream().anyMatch(file -> file.toString().endsWith(name)),
                    () -> "no " + name + " below " + home + ", so nothing is shown by looking through it");
        }
        for (Path file : files) {
            String text = read(file);
            for (String secret : secrets) {
                assertFalse(text.contains(secret), () -> file + " holds a secret");
            }
        }
    }

    private static String read(Path file) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ifGone(e, "");
        }
    }

    /** A controller that runs writes its files under other names first. */
    private static <T> T ifGone(IOException failure, T instead) throws IOException {
        if (failure instanceof NoSuchFileException) {
            return instead;
        }
        throw failure;
    }
}
