package io.calvinverse.environments.bench;

import io.calvinverse.environments.discovery.DiscoveryException;
import io.calvinverse.environments.discovery.Found;
import io.calvinverse.environments.discovery.ServiceName;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One lookup of a watched service. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LookupBenchmark {

    private static final ServiceName NAME = ServiceName.parse("read.artefacts");

    private World world;

    @Setup
    public void start() throws IOException, InterruptedException {
        world = new World();
        world.register(8081);
    }

    @TearDown
    public void end() {
        world.close();
    }

    @Benchmark
    public Found lookup() throws DiscoveryException, InterruptedException {
        return world.discovery.find(NAME);
    }
}
