package io.calvinverse.provisioner.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
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

    private final Path file;
    private final FileChannel lock;
    private final Ledger ledger = new Ledger();
    private FileChannel channel;
    private long size;
    private int lines;
    private String damage = "";

    private FileJournal(Path directory, FileChannel lock) throws IOException {
        this.file = directory.resolve("journal");
        this.lock = lock;
        read();
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.truncate(size);
        compact();
    }

    /** Opens the journal in a directory, which is made if need be. */
    public static FileJournal open(Path directory) throws IOException {
        Files.createDirectories(directory);
        FileChannel lock =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (lock.tryLock() == null) {
                throw new OverlappingFileLockException();
            }
            return new FileJournal(directory, lock);
        } catch (OverlappingFileLockException e) {
            lock.close();
            throw new IOException("the journal " + directory + " is in use by another process; stop it first", e);
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
            Path copy = file.resolveSibling("journal.damaged");
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            damage = bad + " of " + lines + " lines of " + file + " were damaged and skipped; a copy is in " + copy
                    + ". Machines that are missing from it are found at their provider.";
            lines += SLACK + 1;
        }
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
        compact();
        byte[] bytes = encode(events);
        try {
            write(channel, bytes, size);
        } catch (IOException e) {
            channel.truncate(size);
            throw e;
        }
        size += bytes.length;
        lines += events.size();
        events.forEach(ledger::apply);
    }

    private void compact() throws IOException {
        if (lines <= SLACK + 4 * ledger.machines().size()) {
            return;
        }
        byte[] bytes =
                encode(ledger.machines().values().stream().map(Event.Known::new).toList());
        Path next = file.resolveSibling("journal.next");
        FileChannel fresh = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        try {
            write(fresh, bytes, 0);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // The old file is whole and goes on growing; the next commit tries again.
            fresh.close();
            return;
        }
        channel.close();
        channel = fresh;
        size = bytes.length;
        lines = ledger.machines().size();
        syncDirectory();
    }

    /** Makes the rename durable before anything is written to the renamed file. */
    private void syncDirectory() throws IOException {
        try (FileChannel directory = FileChannel.open(file.getParent())) {
            directory.force(true);
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
            channel.close();
        }
    }
}
