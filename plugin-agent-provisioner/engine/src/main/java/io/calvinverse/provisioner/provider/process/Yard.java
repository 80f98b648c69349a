package io.calvinverse.provisioner.provider.process;

import io.calvinverse.provisioner.provider.Order;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The directories of all machines of a place. One is filled under {@code .new} and then renamed to what it is, and
 * renamed to {@code .gone} before it is emptied, so that under its own name it is always whole. Any process may do so at
 * any time: the file system decides who was first.
 */
final class Yard {
    private static final AtomicLong SERIAL = new AtomicLong();

    private final Path root;
    private final Path coming;
    private final Path gone;

    Yard(Path root) {
        this.root = root;
        this.coming = root.resolve(".new");
        this.gone = root.resolve(".gone");
    }

    MachineFiles machine(String name) {
        return new MachineFiles(root.resolve(name));
    }

    /** Makes the machine's directory unless there is one. Afterwards there is one, whole. */
    MachineFiles make(Order order) throws IOException, InterruptedException {
        MachineFiles machine = machine(order.name());
        if (machine.exists()) {
            return machine;
        }
        Files.createDirectories(coming);
        Path draft = coming.resolve(unique(order.name()));
        try {
            Access.createPrivateDirectory(draft);
            new MachineFiles(draft).fill(order);
            Files.move(draft, machine.directory(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!machine.exists()) {
                throw e;
            }
            // Somebody else was faster.
        } finally {
            removeLeftovers(coming, order.name());
        }
        return machine;
    }

    /** All machines by name. What was begun and never got its name counts, where its metadata is there. */
    Map<String, MachineFiles> machines() throws IOException {
        Map<String, MachineFiles> machines = new TreeMap<>();
        for (String draft : entries(coming)) {
            add(machines, draft.substring(0, Math.max(0, draft.indexOf('.'))), coming.resolve(draft));
        }
        for (String entry : entries(root)) {
            add(machines, entry, root.resolve(entry));
        }
        return machines;
    }

    private static void add(Map<String, MachineFiles> machines, String name, Path directory) {
        MachineFiles machine = new MachineFiles(directory);
        if (Order.isName(name) && machine.exists()) {
            machines.put(name, machine);
        }
    }

    /** Removes all files of a machine whose processes have ended; also what earlier tries left. */
    void clear(String name) throws IOException, InterruptedException {
        MachineFiles machine = machine(name);
        if (machine.exists()) {
            Files.createDirectories(gone);
            try {
                Files.move(machine.directory(), gone.resolve(unique(name)), StandardCopyOption.ATOMIC_MOVE);
            } catch (NoSuchFileException e) {
                // Somebody else was faster; what remains of it is removed below, by both.
                assert !machine.exists();
            }
        }
        removeLeftovers(coming, name);
        removeLeftovers(gone, name);
    }

    private static void removeLeftovers(Path parent, String name) throws IOException, InterruptedException {
        for (String entry : entries(parent)) {
            if (entry.startsWith(name + ".")) {
                Trees.delete(parent.resolve(entry));
            }
        }
    }

    private static String unique(String name) {
        return name + '.' + ProcessHandle.current().pid() + '.' + SERIAL.incrementAndGet();
    }

    private static List<String> entries(Path directory) throws IOException {
        List<String> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            for (Path entry : stream) {
                entries.add(directory.relativize(entry).toString());
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return entries;
    }
}
