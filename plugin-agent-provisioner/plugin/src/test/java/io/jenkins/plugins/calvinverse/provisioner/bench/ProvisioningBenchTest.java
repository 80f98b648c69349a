package io.jenkins.plugins.calvinverse.provisioner.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Queue;
import hudson.model.queue.QueueListener;
import io.jenkins.plugins.calvinverse.provisioner.Trial;
import io.jenkins.plugins.calvinverse.provisioner.cloud.AgentTemplate;
import io.jenkins.plugins.calvinverse.provisioner.cloud.ImmutableAgentsCloud;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Fleet;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Fleets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * How long a build waits for the decision to make a machine, in a real controller with a provider that takes no time.
 * Run by {@code ./build bench}; it asserts that everything was served, not how fast.
 */
@WithJenkins
@Tag("bench")
class ProvisioningBenchTest {
    private static final int LABELS = 20;
    private static final int BURSTS = 3;

    /** The first burst meets a controller none of whose code was compiled yet; the others one that has worked a little. */
    @Test
    void thousandItemsAtOnce(JenkinsRule j) throws Exception {
        fleet(1);
        for (int burst = 1; burst <= BURSTS; burst++) {
            measure(
                    "buildable → provider asked, 1,000 items of 20 labels at once, burst " + burst,
                    schedule(1_000, Duration.ZERO));
            clear();
        }
    }

    /** Their agents connect at once, or the queue's own work with a thousand waiting items would be measured. */
    @Test
    void itemsTrickled(JenkinsRule j) throws Exception {
        fleet(1);
        Zero.PLACE.clear(true);
        List<Waiting> items = schedule(500, Duration.ofMillis(50));
        Trial.until(
                Duration.ofMinutes(5), "every item ran", () -> items.stream().allMatch(i -> i.ran.get() != 0));
        Figures.print("buildable → provider asked, 500 items of 20 labels, one per 50 ms", waits(items));
        Figures.print(
                "buildable → build runs, the same items; agents take no time to boot",
                items.stream().map(i -> i.ran.get() - i.buildable.get()).toList());
    }

    @Test
    void coreBesideIt(JenkinsRule j) throws Exception {
        fleet(1);
        Jenkins.get().clouds.add(new CoreCloud());
        List<Waiting> ours = schedule(100, Duration.ZERO);
        long start = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            Queue.getInstance().schedule2(new Waiting("core-0"), 0);
        }
        measure("buildable → provider asked, 100 items at once, beside core", ours);
        try {
            Trial.until(
                    Duration.ofMinutes(10), "core asked its cloud for 98 machines", () -> CoreCloud.ASKED.size() >= 98);
        } finally {
            List<Long> asked = CoreCloud.ASKED.stream().map(t -> t - start).toList();
            assertTrue(!asked.isEmpty(), "core never asked its cloud");
            Figures.print("the same under core's own strategy, 100 items of one label", asked);
        }
    }

    private static void fleet(int uses) throws Exception {
        Zero.PLACE.clear(false);
        List<AgentTemplate> templates = new ArrayList<>();
        for (int i = 0; i < LABELS; i++) {
            AgentTemplate template = new AgentTemplate("bench-" + i, "bench-" + i, "1");
            template.setCap(1_000);
            template.setUses(uses);
            templates.add(template);
        }
        ImmutableAgentsCloud cloud = new ImmutableAgentsCloud("bench", new Zero());
        cloud.setCap(2_000);
        cloud.setTemplates(templates);
        Jenkins.get().clouds.add(cloud);
        Trial.until(
                Duration.ofSeconds(30),
                "the fleet runs",
                () -> Fleets.get()
                        .find("bench")
                        .map(f -> f.view().spec().templates().size() == LABELS)
                        .orElse(false));
    }

    /** Nothing waits any more, and all machines are gone. */
    private static void clear() throws Exception {
        Queue.getInstance().clear();
        Fleet fleet = Fleets.get().find("bench").orElseThrow();
        fleet.view().machines().keySet().forEach(name -> fleet.reconciler().destroy(name, "the burst is over"));
        fleet.wake();
        Trial.until(
                Duration.ofMinutes(5),
                "the machines are gone",
                () -> fleet.view().machines().isEmpty()
                        && Jenkins.get().getNodes().isEmpty());
        Zero.PLACE.clear(false);
    }

    private static List<Waiting> schedule(int count, Duration between) {
        List<Waiting> items = IntStream.range(0, count)
                .mapToObj(i -> new Waiting("bench-" + i % LABELS))
                .toList();
        for (Waiting item : items) {
            Queue.getInstance().schedule2(item, 0);
            if (!between.isZero()) {
                LockSupport.parkNanos(between.toNanos());
            }
        }
        return items;
    }

    /** The n-th request for a label answers the n-th item of that label. */
    private static void measure(String what, List<Waiting> items) throws Exception {
        Trial.until(Duration.ofMinutes(5), "one machine per item is asked for", () -> asked() >= items.size());
        assertEquals(items.size(), asked());
        Figures.print(what, waits(items));
    }

    private static List<Long> waits(List<Waiting> items) {
        Map<String, List<Long>> byLabel = new TreeMap<>();
        items.forEach(
                i -> byLabel.computeIfAbsent(i.label, l -> new ArrayList<>()).add(i.buildable.get()));
        List<Long> waits = new ArrayList<>();
        byLabel.forEach((label, times) -> {
            List<Long> asked = Zero.PLACE.asked.get(label).stream().sorted().toList();
            times.sort(null);
            for (int i = 0; i < Math.min(times.size(), asked.size()); i++) {
                waits.add(asked.get(i) - times.get(i));
            }
        });
        return waits;
    }

    private static int asked() {
        return Zero.PLACE.asked.values().stream()
                .mapToInt(java.util.Queue::size)
                .sum();
    }

    /** Notes when items become buildable. */
    @TestExtension
    public static class Clock extends QueueListener {
        @Override
        public void onEnterBuildable(Queue.BuildableItem item) {
            if (item.task instanceof Waiting waiting) {
                waiting.buildable.compareAndSet(0, System.nanoTime());
            }
        }
    }
}
