package io.calvinverse.logs.spool;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Keeps hold of a build's files under second names, so that their deletion loses nothing. */
final class Links {
    private final Disk disk;

    Links(Disk disk) {
        this.disk = disk;
    }

    /** The index before the log, and of the log only what was there before: so the index knows of every byte that is held. */
    void refresh(SpooledBuild build) throws IOException {
        Path log = build.directory().getFileSystem().getPath(build.facts().log());
        long length = size(log);
        if (build.facts().indexed()) {
            hold(log.resolveSibling(log.getFileName() + "-index"), build.files().index(), Long.MAX_VALUE);
        }
        hold(log, build.files().log(), length);
    }

    private static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private void hold(Path original, Path name, long length) throws IOException {
        Path copied = name.resolveSibling(name.getFileName() + ".copied");
        if (!Files.exists(name)) {
            if (!Files.exists(original)) {
                return;
            }
            try {
                disk.link(original, name);
                return;
            } catch (FileAlreadyExistsException e) {
                return;
            } catch (NoSuchFileException e) {
                // Deleted this very moment.
                return;
            } catch (IOException | UnsupportedOperationException e) {
                // Another volume, or one without links. The mark first: a copy without it would never grow again.
                disk.replace(copied, new byte[0], false);
            }
        }
        if (Files.exists(copied)) {
            disk.copyOn(original, name, length);
        }
    }
}
