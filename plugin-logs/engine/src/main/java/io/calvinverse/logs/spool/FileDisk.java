package io.calvinverse.logs.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Files as they are. */
public final class FileDisk implements Disk {

    @Override
    public void replace(Path file, byte[] content, boolean durable) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            writeFully(channel, ByteBuffer.wrap(content));
            if (durable) {
                channel.force(true);
            }
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void link(Path existing, Path name) throws IOException {
        Files.createLink(name, existing);
    }

    @Override
    public void copyOn(Path original, Path copy, long wanted) throws IOException {
        try (FileChannel from = FileChannel.open(original);
                FileChannel to = FileChannel.open(copy, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long length = Math.min(from.size(), wanted);
            if (length < to.size()) {
                // The original was cut off: the tail must see that, too.
                to.truncate(length);
            }
            long at = to.size();
            while (at < length) {
                long count = from.transferTo(at, length - at, to.position(at));
                if (count <= 0) {
                    return;
                }
                at += count;
            }
        } catch (NoSuchFileException e) {
            // Deleted: what has been copied is what there is.
        }
    }

    @Override
    public void append(Path file, byte[] line) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            writeFully(channel, ByteBuffer.wrap(line));
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer content) throws IOException {
        while (content.hasRemaining()) {
            channel.write(content);
        }
    }

    @Override
    public void deleteDirectory(Path directory, String first) throws IOException {
        Files.deleteIfExists(directory.resolve(first));
        List<Path> files;
        try (Stream<Path> listed = Files.list(directory)) {
            files = listed.toList();
        } catch (NoSuchFileException e) {
            return;
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(directory);
    }
}
