package io.calvinverse.logs.bench;

import io.calvinverse.logs.enrich.LineRecords;
import io.calvinverse.logs.enrich.Rules;
import io.calvinverse.logs.real.Writers;
import io.calvinverse.logs.ship.ShipLimits;
import io.calvinverse.logs.ship.Shipper;
import io.calvinverse.logs.spool.FileDisk;
import io.calvinverse.logs.spool.Spool;
import io.calvinverse.logs.spool.SpooledBuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Lines per second of one core from the log file to a target that takes everything at once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class LineBenchmark {
    private static final int LINES = 200_000;

    /** Secrets to look for in each line. */
    @Param({"0", "10"})
    public int secrets;

    private Path directory;
    private Spool spool;
    private int names;

    @Setup
    public void write() throws IOException {
        directory = Files.createTempDirectory("lines");
        Path log = directory.resolve("log");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
            text.append("[INFO] compiling module ")
                    .append(i)
                    .append(" of the sample, 120 characters or so in all, ")
                    .append("as such lines usually have done, more or less\n");
        }
        Files.writeString(log, text);
        spool = Spool.open(
                directory.resolve("spool"), new FileDisk(), new NoSealer(), new SecureRandom(), InstantSource.system());
        SpooledBuild build = spool.follow(Writers.facts("sample#1", log, false));
        for (int i = 0; i < secrets; i++) {
            spool.hide(build.key(), Set.of("a-secret-nobody-prints-" + i));
        }
        spool.ended(build.key());
    }

    /** A new target each time: it begins at the first line. */
    @Benchmark
    @OperationsPerInvocation(LINES)
    public long lines() {
        InstantSource clock = InstantSource.system();
        Shipper shipper = new Shipper(
                spool,
                new Sink("sink-" + names++),
                ShipLimits.USUAL,
                build -> new LineRecords(build, new Rules(false, List.of()), clock),
                clock,
                () -> {});
        while (shipper.round()) {
            // There was more.
        }
        shipper.round();
        if (shipper.status().lines() != LINES) {
            throw new IllegalStateException(shipper.status().toString());
        }
        return shipper.status().bytes();
    }

    @TearDown
    public void delete() throws IOException {
        Directories.delete(directory);
    }
}
