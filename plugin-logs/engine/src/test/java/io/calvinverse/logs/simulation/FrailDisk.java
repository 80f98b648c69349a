package io.calvinverse.logs.simulation;

import io.calvinverse.logs.spool.Disk;
import io.calvinverse.logs.spool.FileDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A disk during whose every step the controller may die, and which may be full, or know no links. */
final class FrailDisk implements Disk {
    private final Disk disk = new FileDisk();
    private final Dice dice;
    private final boolean links;
    private int crashAfter = -1;
    private boolean full;

    FrailDisk(Dice dice, boolean links) {
        this.dice = dice;
        this.links = links;
    }

    void crashWithin(int steps) {
        crashAfter = dice.below(steps);
    }

    void survive() {
        crashAfter = -1;
    }

    void full(boolean now) {
        full = now;
    }

    private boolean dies() {
        return crashAfter >= 0 && crashAfter-- == 0;
    }

    private void step() throws IOException {
        if (dies()) {
            throw new Crash();
        }
        if (full) {
            throw new IOException("no space left on device");
        }
    }

    @Override
    public void replace(Path file, byte[] content, boolean durable) throws IOException {
        step();
        if (dies()) {
            Files.write(
                    file.resolveSibling(file.getFileName() + ".next"),
                    Arrays.copyOf(content, dice.below(content.length + 1)));
            throw new Crash();
        }
        disk.replace(file, content, durable);
        if (dies()) {
            throw new Crash();
        }
    }

    @Override
    public void link(Path existing, Path name) throws IOException {
        step();
        if (!links) {
            throw new UnsupportedOperationException("no links here");
        }
        disk.link(existing, name);
        if (dies()) {
            throw new Crash();
        }
    }

    @Override
    public void copyOn(Path original, Path copy, long length) throws IOException {
        step();
        disk.copyOn(original, copy, length);
    }

    @Override
    public void append(Path file, byte[] line) throws IOException {
        step();
        if (dies()) {
            disk.append(file, Arrays.copyOf(line, dice.below(line.length)));
            throw new Crash();
        }
        disk.append(file, line);
    }

    @Override
    public void deleteDirectory(Path directory, String first) throws IOException {
        step();
        if (dies()) {
            Files.deleteIfExists(directory.resolve(first));
            throw new Crash();
        }
        disk.deleteDirectory(directory, first);
    }
}
