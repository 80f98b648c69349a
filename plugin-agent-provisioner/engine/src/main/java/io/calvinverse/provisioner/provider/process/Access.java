package io.calvinverse.provisioner.provider.process;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Who may see and change files, and whether there is room for more. */
final class Access {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");

    private Access() {}

    /** Makes a directory for the eyes of its owner. */
    static void createPrivateDirectory(Path directory) throws IOException {
        Files.createDirectory(directory, attributes(directory, "rwx------"));
    }

    /** Makes an empty file for the eyes of its owner. */
    static void createPrivateFile(Path file) throws IOException {
        Files.createFile(file, attributes(file, "rw-------"));
    }

    /** Lets a directory be emptied that a build made read-only. */
    static void open(Path directory) throws IOException {
        if (posix(directory)) {
            Files.setPosixFilePermissions(directory, OWNER);
        }
    }

    private static FileAttribute<?>[] attributes(Path path, String permissions) {
        return posix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Bytes that may still be written below an existing directory. */
    static long room(Path directory) throws IOException {
        FileStore store = Files.getFileStore(directory);
        return store.getUsableSpace();
    }

    /** The nearest directory that exists: the path itself or what it will be made in. */
    static Path nearest(Path path) {
        Path at = path;
        while (at != null && !Files.exists(at)) {
            at = at.getParent();
        }
        return at;
    }
}
