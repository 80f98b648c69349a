package io.calvinverse.provisioner.firstboot;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An empty disk a machine gets beside its root disk. The image finds it by the label: the provider sets it as the disk's
 * serial number, first boot gives a disk without file system one with that volume label. {@code workspace} is where
 * builds run.
 *
 * @param label lower-case letters, digits and dashes: at most 11, the least any file system (FAT) takes
 * @param gigabytes size, in units of 2³⁰ bytes; it takes up what is written to it
 */
public record DataDisk(String label, int gigabytes) {
    private static final Pattern LABEL = Pattern.compile("[a-z][a-z0-9-]{0,10}");
    private static final Pattern SIZE = Pattern.compile("[1-9][0-9]{0,4}");
    private static final int LARGEST = 16_384;
    private static final int MOST = 8;
    /** Labels of the root disk and of the two forms of the medium. */
    private static final Set<String> TAKEN = Set.of("root", "firstboot", "cidata");

    /** Checks both. */
    public DataDisk {
        if (!LABEL.matcher(label).matches() || TAKEN.contains(label)) {
            throw new IllegalArgumentException("'" + label + "' cannot be the label of a disk; take a letter and up to "
                    + "ten more letters, digits and dashes, all lower-case, and none of " + TAKEN);
        }
        if (gigabytes < 1 || gigabytes > LARGEST) {
            throw new IllegalArgumentException("disk " + label + " has " + gigabytes + " GB; it takes 1 to " + LARGEST);
        }
    }

    /**
     * Reads {@code label:gigabytes} separated by commas, as {@code workspace:20,cache:10}. Blank is no disk.
     *
     * @throws IllegalArgumentException that says what is wrong and what is right
     */
    public static List<DataDisk> parse(String text) {
        List<DataDisk> disks = new ArrayList<>();
        Set<String> labels = new HashSet<>();
        for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
            String[] fields = part.trim().split(":", -1);
            if (fields.length != 2 || !SIZE.matcher(fields[1]).matches()) {
                throw new IllegalArgumentException(
                        "'" + part.trim() + "' is no disk; a disk is label:gigabytes, several "
                                + "are separated by commas, for example workspace:20,cache:10");
            }
            DataDisk disk = new DataDisk(fields[0], Integer.parseInt(fields[1]));
            if (!labels.add(disk.label())) {
                throw new IllegalArgumentException("there are two disks " + disk.label() + "; give each another label");
            }
            disks.add(disk);
        }
        if (disks.size() > MOST) {
            throw new IllegalArgumentException("there are " + disks.size() + " disks; " + MOST + " are the most");
        }
        return List.copyOf(disks);
    }
}
