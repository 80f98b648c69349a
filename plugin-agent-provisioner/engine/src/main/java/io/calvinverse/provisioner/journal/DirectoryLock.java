package io.calvinverse.provisioner.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a directory to one user. The file {@code lock} in it keeps out other processes and ends with this one, however
 * it ends. Within this process a list does it: POSIX drops a process's locks on a file as soon as the process closes
 * any handle of it, so that a mere try would take the lock from the one who has it.
 */
final class DirectoryLock implements Closeable {
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    static DirectoryLock take(Path directory) throws IOException {
        Path real = directory.toRealPath();
        if (!HELD.add(real)) {
            throw inUse(directory, "this process", null);
        }
        try {
            return new DirectoryLock(real, lock(directory));
        } catch (IOException | RuntimeException e) {
            HELD.remove(real);
            throw e;
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw inUse(directory, "another process; stop it first", null);
            }
            return channel;
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw inUse(directory, "this process", e);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static IOException inUse(Path directory, String by, Exception cause) {
        return new IOException("the journal " + directory + " is in use by " + by, cause);
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
            HELD.remove(directory);
        }
    }
}
