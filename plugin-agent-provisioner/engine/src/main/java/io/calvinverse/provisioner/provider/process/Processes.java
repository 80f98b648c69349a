package io.calvinverse.provisioner.provider.process;

import io.calvinverse.provisioner.provider.ProviderException;
import io.calvinverse.provisioner.provider.ProviderException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The running processes of the machines of a place, whoever started them. On Linux they are known by their
 * {@link Marker}, so that a number that was given to another process since is no danger; elsewhere by the number the
 * machine wrote down, unless the process with that number began later than that.
 */
final class Processes {
    private static final Path PROC = Path.of("/proc");
    private static final int LOOKS = 100;
    private static final long LOOK_MILLIS = 2;
    private static final long PAUSE_MILLIS = 100;
    private static final int POLITE_PAUSES = 30;
    private static final int PAUSES = 100;
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    private final Marker marker;
    private final boolean marked = Files.isReadable(PROC.resolve("self/environ"));

    Processes(Marker marker) {
        this.marker = marker;
    }

    /** The running processes of all machines, also of such that have no directory any more. */
    Map<String, List<ProcessHandle>> all(Map<String, MachineFiles> machines) throws IOException, InterruptedException {
        Map<String, List<ProcessHandle>> found = new HashMap<>();
        if (marked) {
            List<ProcessHandle> unknown = ProcessHandle.allProcesses().toList();
            for (int look = 0; look < LOOKS && !unknown.isEmpty(); look++) {
                if (look > 0) {
                    await(unknown, LOOK_MILLIS);
                }
                unknown = unknown.stream()
                        .filter(process -> !recognised(process, found))
                        .toList();
            }
        } else {
            for (Map.Entry<String, MachineFiles> machine : machines.entrySet()) {
                found.put(machine.getKey(), recorded(machine.getValue()));
            }
        }
        return found;
    }

    /**
     * Puts a process where it belongs, if anywhere.
     *
     * @return false where that shows in a moment only: while a process is replaced by the next program, as a shell is by
     *     the agent, it has no environment
     */
    private boolean recognised(ProcessHandle process, Map<String, List<ProcessHandle>> found) {
        try {
            byte[] environment = Files.readAllBytes(PROC.resolve(process.pid() + "/environ"));
            String machine = marker.machine(environment);
            if (machine != null) {
                found.computeIfAbsent(machine, m -> new ArrayList<>()).add(process);
            }
            return environment.length > 0 || !ProcStat.of(PROC, process.pid()).ordinary();
        } catch (IOException e) {
            // It ended meanwhile, or belongs to another user.
            return true;
        }
    }

    /** The running processes of one machine. */
    List<ProcessHandle> of(String name, MachineFiles machine) throws IOException, InterruptedException {
        return all(Map.of(name, machine)).getOrDefault(name, List.of());
    }

    private static List<ProcessHandle> recorded(MachineFiles machine) throws IOException {
        OptionalLong pid = machine.process();
        if (pid.isEmpty()) {
            return List.of();
        }
        FileTime written = machine.processWritten();
        return ProcessHandle.of(pid.getAsLong())
                .filter(process -> begun(process).isBefore(written.toInstant().plus(CLOCK_TOLERANCE)))
                .stream()
                .toList();
    }

    private static Instant begun(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.MAX);
    }

    /**
     * Ends everything a machine runs: asks, and after three seconds forces. Takes ten seconds at most.
     *
     * @throws ProviderException when something is left
     */
    void end(String name, MachineFiles machine) throws IOException, InterruptedException {
        Set<ProcessHandle> left = new LinkedHashSet<>();
        Set<ProcessHandle> asked = new LinkedHashSet<>();
        for (int pause = 0; pause < PAUSES; pause++) {
            for (ProcessHandle process : of(name, machine)) {
                left.add(process);
                process.descendants().forEach(left::add);
            }
            left.removeIf(process -> !alive(process));
            if (left.isEmpty()) {
                return;
            }
            boolean force = pause >= POLITE_PAUSES;
            left.forEach(process -> {
                if (force) {
                    process.destroyForcibly();
                } else if (asked.add(process)) {
                    process.destroy();
                }
            });
            await(left, PAUSE_MILLIS);
        }
        List<Long> numbers = left.stream().map(ProcessHandle::pid).toList();
        throw new ProviderException(
                Kind.UNAVAILABLE, "machine " + name + ": the processes " + numbers + " do not end, not even by force");
    }

    /** Waits until processes ended, or so long. */
    static void await(Collection<ProcessHandle> processes, long millis) throws InterruptedException {
        CompletableFuture<?>[] ends =
                processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // The next look tells.
            return;
        }
    }

    /** A process that ended and whose parent does not care to know is no process any more. */
    private boolean alive(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        if (!marked) {
            return true;
        }
        try {
            return !ProcStat.of(PROC, process.pid()).ended();
        } catch (IOException e) {
            return process.isAlive();
        }
    }
}
