package io.calvinverse.provisioner.provider.process;

import io.calvinverse.provisioner.provider.Order;
import io.calvinverse.provisioner.provider.Provider;
import io.calvinverse.provisioner.provider.ProviderContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The contract, on real processes. */
@EnabledIf(
        value = "procIsThere",
        disabledReason = "counts processes by their environment, which /proc shows on Linux alone")
class ProcessProviderContractTest extends ProviderContract {
    @TempDir
    Path directory;

    private Path jar;

    static boolean procIsThere() {
        return Files.isReadable(Path.of("/proc/self/environ"));
    }

    @BeforeEach
    void makeJar() throws Exception {
        jar = Trial.jar(directory);
    }

    @Override
    protected Provider provider() {
        return Trial.provider(directory.resolve("root"), Trial.JAVA, jar);
    }

    @Override
    protected Map<String, String> lasting() {
        return Map.of("heap", "16m");
    }

    @Override
    protected Map<String, String> failing() {
        return Map.of("heap", "16m", "environment.TRIAL", "fail");
    }

    @Override
    protected void halfMake(Order order) throws Exception {
        Files.createDirectories(directory.resolve("root"));
        new Yard(directory.resolve("root").toRealPath()).make(order);
    }

    /** Shells that are about to find out that another was first do not count. */
    @Override
    protected int running(String name) throws Exception {
        return (int) Trial.carrying("CALVINVERSE_MACHINE=" + name).stream()
                .filter(pid -> Trial.program(pid).equals(Trial.JAVA.toString()))
                .count();
    }

    @Override
    protected String bootLine(String name) {
        return "agent " + name + " is up";
    }

    @Override
    protected String lastWords() {
        return "this image is broken";
    }
}
