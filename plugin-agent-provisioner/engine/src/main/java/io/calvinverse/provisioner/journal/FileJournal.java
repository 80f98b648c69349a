package io.calvinverse.provisioner.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A journal in a directory of its own: {@code journal} (one event a line, only appended to and synced per commit) and
 * {@code lock}, held while open. When it has grown to many times what it says, it is rewritten beside and renamed. A
 * line cut off by a crash is dropped; damaged lines are skipped, reported, and a copy of the file is kept.
 */
public final class FileJournal implements Journal {
    private static final int SLACK = 1_000;

    private final Path directory;
    private final Path file;
    private final DirectoryLock lock;
    private final Ledger ledger = new Ledger();
    /** Null after a failure that may have left more in the file than was committed: then it is opened anew. */
    private FileChannel channel;

    private long size;
    private int lines;
    private boolean rewrite;

    private String damage = "";

    private FileJournal(Path directory, DirectoryLock lock) throws IOException {
        this.directory = directory;
        this.file = directory.resolve("journal");
        this.lock = lock;
        read();
        reopen();
        compact();
    }

    /** Opens the journal in a directory, which is made if need be. */
    public static FileJournal open(Path directory) throws IOException {
        Files.createDirectories(directory);
        DirectoryLock lock = DirectoryLock.take(directory);
        try {
            return new FileJournal(directory, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private void read() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        byte[] bytes = Files.readAllBytes(file);
        int bad = 0;
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                try {
                    ledger.apply(EventCodec.decode(new String(bytes, start, i - start, StandardCharsets.UTF_8)));
                } catch (IOException e) {
                    bad++;
                }
                lines++;
                start = i + 1;
            }
        }
        size = start;
        if (bad > 0) {
            damage = bad + " of " + lines + " lines of " + file + " were damaged and skipped; "
                    + keep(file.resolveSibling("journal.damaged"))
                    + ". Machines that are missing from it are found at their provider.";
        }
    }

    private String keep(Path copy) {
        try {
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            return "a copy is in " + copy;
        } catch (IOException e) {
            return "no copy could be kept: " + e;
        }
    }

    @Override
    public void repaired() {
        rewrite = true;
    }

    @Override
    public Ledger replay() {
        return ledger;
    }

    @Override
    public void append(List<Event> events) throws IOException {
        if (events.isEmpty()) {
            return;
        }
        if (channel == null) {
            reopen();
        }
        compact();
        byte[] bytes = encode(events);
        try {
            write(channel, bytes, size);
        } catch (IOException e) {
            shut(e);
            throw e;
        }
        size += bytes.length;
        lines += events.size();
        events.forEach(ledger::apply);
    }

    /** Opens the file and cuts off what was never committed. */
    private void reopen() throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            channel.truncate(size);
            syncDirectory();
        } catch (IOException e) {
            shut(e);
            throw e;
        }
    }

    /** Closes the file after a failure, cutting off the uncommitted rest as long as that is possible. */
    private void shut(IOException cause) {
        try (FileChannel failed = channel) {
            channel = null;
            if (failed.isOpen()) {
                failed.truncate(size);
            }
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private void compact() throws IOException {
        boolean grown = lines > SLACK + 4 * ledger.machines().size();
        if (!rewrite && (!grown || !damage.isEmpty())) {
            return;
        }
        byte[] bytes =
                encode(ledger.machines().values().stream().map(Event.Known::new).toList());
        Path next = directory.resolve("journal.next");
        try {
            try (FileChannel fresh = FileChannel.open(
                    next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                write(fresh, bytes, 0);
            }
            // Windows renames neither an open file nor onto one.
            channel.close();
            channel = null;
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            size = bytes.length;
            lines = ledger.machines().size();
            rewrite = false;
            damage = "";
        } catch (IOException e) {
            // The old file is whole and goes on growing; the next commit tries again.
            discard(next, e);
        }
        if (channel == null) {
            reopen();
        }
    }

    private static void discard(Path unfinished, IOException cause) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /** Makes a creation or a rename durable before anything is written to the file. */
    private void syncDirectory() throws IOException {
        try (FileChannel opened = FileChannel.open(directory)) {
            opened.force(true);
        } catch (AccessDeniedException e) {
            // Windows opens no directories, and needs no such care.
            if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                throw e;
            }
        }
    }

    private static byte[] encode(List<? extends Event> events) {
        return events.stream()
                .map(event -> EventCodec.encode(event) + '\n')
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void write(FileChannel to, byte[] bytes, long position) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long at = position;
        while (buffer.hasRemaining()) {
            at += to.write(buffer, at);
        }
        to.force(false);
    }

    @Override
    public String damage() {
        return damage;
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            if (channel != null) {
                channel.close();
            }
        }
    }
}
