package io.calvinverse.artefacts.arrival;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What arrived, and which jobs still have to start for it, in a file: what was taken survives a crash. The last content of each place
 * is remembered, so that the same told again is known. For one thread at a time.
 */
public final class ArrivalBook {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int REMEMBERED = 5_000;

    /**
     * An arrival that is not done with.
     *
     * @param jobs those that have not started for it yet; {@code null} before anybody asked which want it
     */
    public record Pending(String id, Arrival arrival, Set<String> jobs) {}

    /** The file. */
    record State(long next, LinkedHashMap<String, String> last, List<Pending> pending) {}

    private final Path file;
    private State state;

    private ArrivalBook(Path file, State state) {
        this.file = file;
        this.state = state;
    }

    /**
     * Goes on from the file, if there is one.
     *
     * @throws IOException if it cannot be read; it was moved aside then, and the next call begins anew
     */
    public static ArrivalBook open(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new ArrivalBook(file, new State(1, new LinkedHashMap<>(), new ArrayList<>()));
        }
        try {
            return new ArrivalBook(file, JSON.readValue(file.toFile(), State.class));
        } catch (IOException e) {
            Path aside = file.resolveSibling(file.getFileName() + ".damaged");
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            throw new IOException(
                    file + " cannot be read and is now " + aside + "; what was told before may start jobs again", e);
        }
    }

    /**
     * Notes those that are new.
     *
     * @return them, on disk by now
     */
    public List<Pending> take(List<Arrival> arrivals) throws IOException {
        LinkedHashMap<String, String> last = new LinkedHashMap<>(state.last());
        List<Pending> fresh = new ArrayList<>();
        long next = state.next();
        for (Arrival each : arrivals) {
            // Removed first: the place told of last stands last.
            String before = last.remove(each.place());
            last.put(each.place(), each.content());
            if (!each.content().equals(before)) {
                fresh.add(new Pending(Long.toString(next++), each, null));
            }
        }
        if (fresh.isEmpty()) {
            return fresh;
        }
        while (last.size() > REMEMBERED) {
            last.remove(last.keySet().iterator().next());
        }
        List<Pending> pending = new ArrayList<>(state.pending());
        pending.addAll(fresh);
        write(new State(next, last, pending));
        return fresh;
    }

    /** In the order they came. */
    public List<Pending> pending() {
        return List.copyOf(state.pending());
    }

    /** Says which jobs want it; none ends it. */
    public void assign(String id, Set<String> jobs) throws IOException {
        change(id, before -> jobs);
    }

    /** A job started for it, or never will. */
    public void started(String id, String job) throws IOException {
        change(id, before -> {
            Set<String> left = new TreeSet<>(before == null ? Set.of() : before);
            left.remove(job);
            return left;
        });
    }

    private interface Change {
        Set<String> of(Set<String> jobs);
    }

    private void change(String id, Change change) throws IOException {
        List<Pending> next = new ArrayList<>();
        for (Pending each : state.pending()) {
            Set<String> jobs = each.id().equals(id) ? new TreeSet<>(change.of(each.jobs())) : each.jobs();
            if (jobs == null || !jobs.isEmpty()) {
                next.add(new Pending(each.id(), each.arrival(), jobs));
            }
        }
        if (!next.equals(state.pending())) {
            write(new State(state.next(), state.last(), next));
        }
    }

    /** What is in memory is what is on disk, also when this fails. */
    private void write(State next) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel out = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(next));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        state = next;
    }
}
