package io.jenkins.plugins.calvinverse.provisioner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Label;
import io.calvinverse.provisioner.machine.Phase;
import io.jenkins.plugins.calvinverse.provisioner.cloud.AgentTemplate;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Fleet;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Fleets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A thousand items of twenty labels before a fleet of at most five machines. */
@WithJenkins
class LongQueueTest {
    private static final int ITEMS = 1_000;
    private static final int LABELS = 20;
    private static final int CAP = 5;

    private final AtomicInteger done = new AtomicInteger();
    private StubPlace place;

    private void queue(JenkinsRule j, boolean connects) throws Exception {
        j.jenkins.setNumExecutors(0);
        place = StubPlace.fresh("long");
        place.connects = connects;
        StubProvider.cloud(
                "long",
                CAP,
                IntStream.range(0, LABELS)
                        .mapToObj(i -> StubProvider.template("label" + i))
                        .toArray(AgentTemplate[]::new));
        for (int i = 0; i < ITEMS; i++) {
            Chore.queue("chore" + i, "label" + i % LABELS, done);
        }
    }

    @Test
    void capHoldsAndTheControllerAnswers(JenkinsRule j) throws Exception {
        queue(j, false);
        Trial.until(Duration.ofSeconds(30), "five machines boot", () -> booting() == CAP);
        Trial.until(
                Duration.ofSeconds(10),
                "the rest is missing",
                () -> fleet().view().shortages().size() == LABELS);
        for (String path : List.of("cloud/long/", "queue/api/json?tree=items%5Bid,why%5D")) {
            Http.anonymous().get(path);
            answersWithin(Duration.ofSeconds(5), path);
        }
        AtomicInteger elsewhere = new AtomicInteger();
        j.createOnlineSlave(Label.get("elsewhere"));
        Chore.queue("elsewhere", "elsewhere", elsewhere);
        Trial.until(Duration.ofSeconds(20), "other agents are served", () -> elsewhere.get() == 1);

        place.connects = true;
        place.machines.keySet().forEach(LocalAgent::connectSoon);
        Trial.until(Duration.ofSeconds(60), "five labels are served", () -> done.get() >= CAP * ITEMS / LABELS);

        Jenkins.get().getQueue().clear();
        assertTrue(place.most.get() <= CAP, place.most + " machines at once");
    }

    @Tag("long")
    @Test
    void everythingIsServed(JenkinsRule j) throws Exception {
        j.timeout = 0;
        queue(j, true);
        Trial.until(Duration.ofMinutes(10), "all items are served", () -> done.get() == ITEMS);
        assertEquals(CAP, place.most.get());
        assertEquals(0, j.jenkins.getQueue().getItems().length);
    }

    private static void answersWithin(Duration limit, String path) throws Exception {
        long start = System.nanoTime();
        assertEquals(200, Http.anonymous().get(path).statusCode());
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(took.compareTo(limit) < 0, path + " took " + took);
    }

    private static long booting() {
        return fleet().view().machines().values().stream()
                .filter(m -> m.phase() == Phase.BOOTING)
                .count();
    }

    private static Fleet fleet() {
        return Fleets.get().find("long").orElseThrow();
    }
}
