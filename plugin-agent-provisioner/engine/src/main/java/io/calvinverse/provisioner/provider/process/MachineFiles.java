package io.calvinverse.provisioner.provider.process;

import io.calvinverse.provisioner.provider.Metadata;
import io.calvinverse.provisioner.provider.Order;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The directory of one machine.
 *
 * <ul>
 *   <li>{@code machine.json}: {@link Metadata}; complete before the directory gets its name
 *   <li>{@code password}: for its owner's eyes only, removed by the machine when it starts
 *   <li>{@code started}: a directory, made by whoever may start the machine, or forbids it for ever; only one can
 *   <li>{@code pid}: written by the machine's first process
 *   <li>{@code console.log}, {@code work}, {@code tmp}
 * </ul>
 */
record MachineFiles(Path directory) {

    Path metadata() {
        return directory.resolve("machine.json");
    }

    Path console() {
        return directory.resolve("console.log");
    }

    Path work() {
        return directory.resolve("work");
    }

    Path temporary() {
        return directory.resolve("tmp");
    }

    private Path password() {
        return directory.resolve("password");
    }

    private Path started() {
        return directory.resolve("started");
    }

    private Path pid() {
        return directory.resolve("pid");
    }

    /** Fills a fresh directory that nobody looks at yet. */
    void fill(Order order) throws IOException {
        Files.createDirectory(work());
        Files.createDirectory(temporary());
        Access.createPrivateFile(password());
        write(password(), order.bootstrap().password().getBytes(StandardCharsets.UTF_8));
        // Whole or not there, so that also what a crash left halfway tells whose it is.
        Path part = directory.resolve("machine.json.new");
        write(part, Metadata.encode(order));
        Files.move(part, metadata(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE))) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    boolean exists() {
        return Files.isRegularFile(metadata());
    }

    Metadata read() throws IOException {
        return Metadata.decode(Files.readAllBytes(metadata()));
    }

    boolean isStarted() {
        return Files.isDirectory(started());
    }

    /** From now on no process of the machine can start, whoever tries. */
    void forbidStart() throws IOException {
        if (Files.isDirectory(directory)) {
            try {
                Files.createDirectories(started());
            } catch (NoSuchFileException e) {
                // Removed meanwhile, which forbids it as well.
                return;
            }
        }
    }

    /** The machine's first process, if it wrote its number yet. */
    OptionalLong process() throws IOException {
        try {
            String text = Files.readString(pid()).trim();
            return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        } catch (NumberFormatException e) {
            throw new IOException(pid() + " contains no process number", e);
        }
    }

    /** When it did. */
    FileTime processWritten() throws IOException {
        return Files.getLastModifiedTime(pid());
    }

    /** The end of the console, at most that many characters; empty when there is none. */
    String tail(int limit) throws IOException {
        if (limit <= 0 || !Files.isRegularFile(console())) {
            return "";
        }
        try (RandomAccessFile file = new RandomAccessFile(console().toFile(), "r")) {
            long length = file.length();
            byte[] bytes = new byte[(int) Math.min(length, 4L * Math.min(limit, Integer.MAX_VALUE / 8))];
            file.seek(length - bytes.length);
            file.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8);
            String end = text.substring(Math.max(0, text.length() - limit));
            return !end.isEmpty() && Character.isLowSurrogate(end.charAt(0)) ? end.substring(1) : end;
        } catch (FileNotFoundException e) {
            return "";
        }
    }

    /** The last line the machine wrote, for people. */
    String lastLine() throws IOException {
        String[] lines = tail(400).strip().split("\\R");
        return lines[lines.length - 1].strip();
    }
}
