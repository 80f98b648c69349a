package io.calvinverse.provisioner.journal;

import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A commit with its sync to the disk the build stands on, and one event in and out of its line. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class JournalBenchmark {
    private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");

    private static Event known(int i) {
        return new Event.Known(new Machine(
                "linux-" + i,
                "linux",
                "p",
                "v1",
                1,
                0,
                Phase.PLANNED,
                T,
                T,
                T.plusSeconds(86_400),
                0,
                0,
                false,
                "linux"));
    }

    /** An open journal. */
    @State(Scope.Benchmark)
    public static class Open {
        @Param({"1", "100", "1000"})
        private int events;

        private Path directory;
        private FileJournal journal;
        private List<Event> batch;

        @Setup
        public void open() throws IOException {
            directory = Files.createTempDirectory(Path.of("").toAbsolutePath(), "journal-bench");
            journal = FileJournal.open(directory);
            batch = new ArrayList<>();
            for (int i = 0; i < events; i++) {
                batch.add(known(i));
            }
        }

        @TearDown
        public void close() throws IOException {
            journal.close();
            for (String name : List.of("journal", "lock")) {
                Files.deleteIfExists(directory.resolve(name));
            }
            Files.deleteIfExists(directory);
        }
    }

    /** One event and its line. */
    @State(Scope.Benchmark)
    public static class Line {
        private final Event event = known(1);
        private final String line = EventCodec.encode(event);
    }

    @Benchmark
    public Ledger commit(Open open) throws IOException {
        open.journal.append(open.batch);
        return open.journal.replay();
    }

    @Benchmark
    public String encode(Line line) {
        return EventCodec.encode(line.event);
    }

    @Benchmark
    public Event decode(Line line) throws IOException {
        return EventCodec.decode(line.line);
    }
}
