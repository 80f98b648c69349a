package io.calvinverse.artefacts.zip;

import io.calvinverse.artefacts.plan.FileSearch;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files packed into a ZIP whose bytes depend on their paths and contents alone, so that a second build of the same gives the same. */
public final class ZipBundle {

    /** The earliest time a ZIP can tell. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private ZipBundle() {}

    /** @param files in the order of their paths, which they keep inside */
    public static void write(List<FileSearch.Found> files, Path zip) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(zip), 1 << 16))) {
            for (FileSearch.Found each : files) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("interrupted while packing " + zip.getFileName());
                }
                ZipEntry entry = new ZipEntry(each.path());
                entry.setTimeLocal(NO_TIME);
                out.putNextEntry(entry);
                Files.copy(each.file(), out);
                out.closeEntry();
            }
        }
    }
}
