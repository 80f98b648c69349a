package io.jenkins.plugins.calvinverse.logs.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.console.ConsoleLogFilter;
import hudson.model.FreeStyleProject;
import hudson.model.Run;
import io.calvinverse.parts.RabbitPart;
import io.jenkins.plugins.calvinverse.logs.Setting;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * What shipping costs a build that prints a million lines, and a controller with many old builds. Run by {@code ./build
 * bench}; it asserts that everything arrived, not how fast.
 */
@WithJenkins
@Tag("bench")
class ShippingBenchTest {
    private static final int LINES = 1_000_000;
    private static final int OLD = 10_000;

    @Test
    void aBuildThatPrintsAMillionLines(JenkinsRule jenkins) throws Exception {
        try (RabbitPart rabbit = RabbitPart.start()) {
            Printing printing = new Printing(LINES);
            FreeStyleProject job = jenkins.createFreeStyleProject("loud");
            job.getBuildersList().add(printing);
            jenkins.buildAndAssertSuccess(job);
            List<Long> off = new ArrayList<>();
            List<Long> on = new ArrayList<>();
            List<Long> inline = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                Setting.ship();
                off.add(once(jenkins, job, printing));
                Setting.ship(Setting.amqp(rabbit.port()));
                on.add(once(jenkins, job, printing));
                Setting.drained();
                rabbit.control("purge_queue", "-p", RabbitPart.VHOST, RabbitPart.QUEUE);
                Setting.ship();
                Inline.on = true;
                try (InlineChannel channel = new InlineChannel(rabbit.port())) {
                    Inline.channel = channel;
                    inline.add(once(jenkins, job, printing));
                } finally {
                    Inline.on = false;
                }
                rabbit.control("purge_queue", "-p", RabbitPart.VHOST, RabbitPart.QUEUE);
            }
            print("printing " + LINES + " lines, shipping off", off);
            print("printing " + LINES + " lines, shipping on", on);
            print("printing " + LINES + " lines, one publish per line in the build's stream, no confirms", inline);
        }
    }

    private static long once(JenkinsRule jenkins, FreeStyleProject job, Printing printing) throws Exception {
        jenkins.buildAndAssertSuccess(job);
        return printing.nanos();
    }

    /** Their directories are there; no build of them is loaded. */
    @Test
    void idleWithManyOldBuilds(JenkinsRule jenkins) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("old");
        Path builds = job.getBuildDir().toPath();
        for (int i = 1; i <= OLD; i++) {
            Path build = Files.createDirectories(builds.resolve(Integer.toString(i)));
            Files.writeString(build.resolve("build.xml"), "<build><result>SUCCESS</result></build>");
            Files.writeString(build.resolve("log"), "old\n");
        }
        job.updateNextBuildNumber(OLD + 1);
        jenkins.jenkins.reload();
        try (RabbitPart rabbit = RabbitPart.start()) {
            long without = idle();
            Setting.ship(Setting.amqp(rabbit.port()));
            Thread.sleep(2_000);
            long with = idle();
            FreeStyleProject again = jenkins.jenkins.getItemByFullName("old", FreeStyleProject.class);
            assertEquals(
                    0, again.getLazyBuildMixIn().getRunMap().getLoadedBuilds().size(), "old builds were loaded");
            System.out.printf(
                    Locale.ROOT,
                    "idle with %d old builds, processor of the whole controller: %.1f %% without targets, %.1f %% with"
                            + " one%n",
                    OLD,
                    without / 1e8,
                    with / 1e8);
        }
    }

    /** Nanoseconds of processor in ten seconds. */
    private static long idle() throws Exception {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long before = system.getProcessCpuTime();
        Thread.sleep(10_000);
        return system.getProcessCpuTime() - before;
    }

    private static void print(String what, List<Long> nanos) throws Exception {
        List<Long> sorted = nanos.stream().sorted().toList();
        String line = String.format(
                Locale.ROOT,
                "%s: median %.2f s, %.2f to %.2f s%n",
                what,
                sorted.get(sorted.size() / 2) / 1e9,
                sorted.get(0) / 1e9,
                sorted.get(sorted.size() - 1) / 1e9);
        Path file = Files.createDirectories(Path.of("target/bench")).resolve("logs.txt");
        Files.writeString(file, line, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
    }

    /** As shippers that sit in the build's stream do it, here with one long-lived connection. */
    @TestExtension
    public static class Inline extends ConsoleLogFilter {
        static volatile boolean on;
        static volatile InlineChannel channel;

        @Override
        public OutputStream decorateLogger(Run build, OutputStream logger) {
            return on ? new InlineStream(logger, channel) : logger;
        }
    }
}
