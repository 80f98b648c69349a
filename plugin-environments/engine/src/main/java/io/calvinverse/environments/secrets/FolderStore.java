package io.calvinverse.environments.secrets;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * A sealed file per block in a folder of its own, readable by its owner alone. A file is written beside, forced to disk, and
 * renamed: a crash leaves the former or the new one, never a half.
 */
public final class FolderStore implements BlockStore {

    private static final Logger LOG = Logger.getLogger(FolderStore.class.getName());
    private static final String KEPT = ".block";
    private static final String NEW = ".new";

    private final Path folder;
    private final Sealing sealing;

    /** @param folder made when it is missing; nobody else writes there */
    public FolderStore(Path folder, Sealing sealing) {
        this.folder = folder;
        this.sealing = sealing;
    }

    /** What cannot be unsealed (another key) is left where it is, and said in the log. */
    @Override
    public Map<String, String> load() throws IOException {
        Files.createDirectories(folder);
        restrict(folder, "rwx------");
        Map<String, String> kept = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = folder.relativize(file).toString();
                if (name.endsWith(NEW)) {
                    Files.delete(file);
                } else if (name.endsWith(KEPT)) {
                    unseal(file, name.substring(0, name.length() - KEPT.length()), kept);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return kept;
    }

    private void unseal(Path file, String key, Map<String, String> kept) throws IOException {
        try {
            kept.put(key, sealing.unseal(Files.readString(file)));
        } catch (IllegalArgumentException e) {
            LOG.log(
                    Level.WARNING,
                    e,
                    () -> "Secrets noted in " + file
                            + " cannot be read, so they cannot be revoked; they end by themselves."
                            + " The file was sealed under another key, or is damaged: delete it when they have ended.");
        }
    }

    @Override
    public void write(String key, String text) throws IOException {
        Path anew = folder.resolve(key + NEW);
        try (FileChannel file = FileChannel.open(
                anew, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            restrict(anew, "rw-------");
            ByteBuffer bytes = ByteBuffer.wrap(sealing.seal(text).getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        Files.move(
                anew, folder.resolve(key + KEPT), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel entries = FileChannel.open(folder)) {
            entries.force(true);
        }
    }

    @Override
    public void delete(String key) throws IOException {
        Files.deleteIfExists(folder.resolve(key + KEPT));
    }

    @SuppressFBWarnings(value = "OVERLY_PERMISSIVE_FILE_PERMISSION", justification = "It takes rights away")
    private static void restrict(Path path, String permissions) throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Set<java.nio.file.attribute.PosixFilePermission> only = PosixFilePermissions.fromString(permissions);
            Files.setPosixFilePermissions(path, only);
        }
    }
}
