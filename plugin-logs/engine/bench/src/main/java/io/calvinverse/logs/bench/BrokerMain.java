package io.calvinverse.logs.bench;

import io.calvinverse.logs.real.Rig;
import io.calvinverse.logs.real.Writers;
import io.calvinverse.parts.RabbitPart;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Lines to a real RabbitMQ with confirms: how many per second, and per second of this process' own processor time; with the
 * logs of a few builds there from the start, and with 500 builds that print at once.
 */
public final class BrokerMain {
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private BrokerMain() {}

    /** Prints; the first argument is the directory for figures. */
    public static void main(String[] arguments) throws Exception {
        try (RabbitPart rabbit = RabbitPart.start()) {
            backlog(rabbit, 4, 250_000);
            rabbit.control("purge_queue", "-p", RabbitPart.VHOST, RabbitPart.QUEUE);
            backlog(rabbit, 4, 250_000);
            rabbit.control("purge_queue", "-p", RabbitPart.VHOST, RabbitPart.QUEUE);
            atOnce(rabbit, 500, 20);
            LatencyRun.measure(rabbit);
        }
    }

    private static void backlog(RabbitPart rabbit, int builds, int lines) throws Exception {
        Path directory = Files.createTempDirectory("backlog");
        Writers writers = new Writers(directory.resolve("jobs"), builds);
        writers.print(lines);
        long began = System.nanoTime();
        long cpu = processorTime();
        try (Rig rig = new Rig(directory.resolve("spool"), Rig.amqp(Rig.settings(rabbit.port())))) {
            writers.follow(rig.spool);
            writers.end(rig.spool);
            rig.drained(PATIENCE);
        }
        tell(builds + " builds of " + lines + " lines, there from the start", writers.lines(), began, cpu);
        Directories.delete(directory);
    }

    private static void atOnce(RabbitPart rabbit, int builds, int rounds) throws Exception {
        Path directory = Files.createTempDirectory("at-once");
        Writers writers = new Writers(directory.resolve("jobs"), builds);
        long began = System.nanoTime();
        long cpu = processorTime();
        try (Rig rig = new Rig(directory.resolve("spool"), Rig.amqp(Rig.settings(rabbit.port())))) {
            writers.follow(rig.spool);
            for (int i = 0; i < rounds; i++) {
                writers.print(50);
                Thread.sleep(500);
            }
            writers.end(rig.spool);
            rig.drained(PATIENCE);
        }
        tell(builds + " builds that print at once", writers.lines(), began, cpu);
        Directories.delete(directory);
    }

    private static void tell(String what, int lines, long began, long cpu) {
        double seconds = (System.nanoTime() - began) / 1e9;
        double core = (processorTime() - cpu) / 1e9;
        System.out.printf(
                "%s: %,d lines in %.1f s, %,.0f per second; %.1f s of processor, %,.0f per second of one core%n",
                what, lines, seconds, lines / seconds, core, lines / core);
    }

    /** Of this process, in nanoseconds: reading, making records, sending, confirms – and, at once, printing. */
    private static long processorTime() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : threads.getCurrentThreadCpuTime();
    }
}
