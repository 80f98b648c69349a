package io.calvinverse.artefacts.directory;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file on its way into its place: whole, on the disk, then there at once. */
final class Placing {

    private final Path part;

    Placing(Path folder) throws IOException {
        part = Files.createTempFile(folder, ".calvinverse-", ".part");
    }

    interface Writing {
        void into(OutputStream out) throws IOException;
    }

    void write(Writing writing) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            writing.into(Channels.newOutputStream(channel));
            channel.force(true);
        }
    }

    /** False if something is there and may not be replaced. */
    boolean moveTo(Path place, boolean overwrite) throws IOException {
        openToReaders();
        if (overwrite) {
            rename(place);
            return true;
        }
        try {
            // A link fails if the name is taken; a rename would replace.
            Files.createLink(place, part);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException | UnsupportedOperationException e) {
            // Some shares know no hard links: then the time between this look and the rename remains.
            if (Files.exists(place)) {
                return false;
            }
            rename(place);
            return true;
        }
    }

    private void rename(Path place) throws IOException {
        try {
            Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException(
                    place
                            + " cannot be put in place at once: its file system renames in several steps; use another"
                            + " share",
                    e);
        }
    }

    /** A temporary file is made for its owner alone; a share has readers. */
    @SuppressFBWarnings(value = "OVERLY_PERMISSIVE_FILE_PERMISSION", justification = "A share is there to be read")
    private void openToReaders() throws IOException {
        if (Files.getFileStore(part).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(part, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
        }
    }

    void discard() throws IOException {
        Files.deleteIfExists(part);
    }
}
