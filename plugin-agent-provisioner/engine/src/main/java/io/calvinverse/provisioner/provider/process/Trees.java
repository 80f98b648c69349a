package io.calvinverse.provisioner.provider.process;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;

/** Deletes directories with all they contain; links are removed, not followed. */
final class Trees extends SimpleFileVisitor<Path> {
    private static final int ATTEMPTS = 100;

    private final Set<Path> opened = new HashSet<>();
    private boolean interrupted;

    private Trees() {}

    /** Deletes a directory; it does not matter who else deletes it at the same time. */
    static void delete(Path directory) throws IOException, InterruptedException {
        Trees visitor = new Trees();
        for (int attempt = 1; Files.exists(directory) && !visitor.interrupted; attempt++) {
            try {
                Files.walkFileTree(directory, visitor);
            } catch (NoSuchFileException | DirectoryNotEmptyException e) {
                // Somebody else deletes it too and was faster with this file, or did not know yet and added one.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
        if (visitor.interrupted) {
            throw new InterruptedException("interrupted while " + directory + " was deleted");
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
        if (!Files.isWritable(directory)) {
            Access.open(directory);
        }
        return go();
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Files.deleteIfExists(file);
        return go();
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
        if (e instanceof NoSuchFileException) {
            return go();
        }
        if (e instanceof AccessDeniedException && opened.add(file)) {
            Access.open(file);
            Files.walkFileTree(file, this);
            return go();
        }
        throw e;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException e) throws IOException {
        if (e != null && !(e instanceof NoSuchFileException)) {
            throw e;
        }
        Files.deleteIfExists(directory);
        return go();
    }

    private FileVisitResult go() {
        interrupted |= Thread.interrupted();
        return interrupted ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }
}
