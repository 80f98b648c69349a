package io.calvinverse.logs.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.codahale.metrics.Clock;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BoardTest {
    private final MetricRegistry registry = new MetricRegistry();
    private final Board board = new Board(registry, Clock.defaultClock(), 3);

    private double gauge(String name) {
        return ((Number) ((Gauge<?>) registry.getMetrics().get(name)).getValue()).doubleValue();
    }

    @Test
    void valuesAreCountedSummedAndSpread() {
        for (int i = 1; i <= 100; i++) {
            board.observe(Measure.QUEUE_WAIT, Tags.of("label", "linux && docker"), i);
        }
        board.observe(Measure.QUEUE_WAIT, Tags.of("label", "linux && docker"), Double.NaN);
        String name = "jenkins.queue.wait-linux____docker";
        assertEquals(100, gauge(name + "-count"));
        assertEquals(5050, gauge(name + "-sum"));
        assertEquals(50, gauge(name + "-p50"), 1.5);
        assertEquals(95, gauge(name + "-p95"), 1.5);
        assertEquals(100, gauge(name + "-max"));
    }

    @Test
    void countsAndLevelsAreInTheRegistry() {
        board.count(Measure.BUILDS_FINISHED, Tags.of("result", "success"), 2);
        board.count(Measure.BUILDS_FINISHED, Tags.of("result", "success"), 1);
        assertEquals(3, registry.counter("jenkins.job.finished-success").getCount());
        AtomicInteger busy = new AtomicInteger(4);
        board.level(Measure.AGENTS, Tags.of("state", "busy"), () -> 1);
        board.level(Measure.AGENTS, Tags.of("state", "busy"), busy::get);
        assertEquals(4, gauge("jenkins.node.agents-busy"));
        board.withdraw(Measure.AGENTS, Tags.of("state", "busy"));
        assertFalse(registry.getMetrics().containsKey("jenkins.node.agents-busy"));
    }

    @Test
    void namesHaveTwoPartsSoThatTelegrafSeesThem() {
        board.observe(Measure.RECORDED, Tags.of("metric", "time.to-first*byte?").with("team", "a.b,c=d"), 1);
        assertTrue(registry.getNames().stream().allMatch(name -> name.matches("jenkins\\.[a-z]+\\.[A-Za-z0-9_/@+-]+")));
    }

    @Test
    void whatIsTooManyGoesIntoOne() {
        for (int i = 0; i < 10; i++) {
            board.observe(Measure.STAGE_DURATION, Tags.of("stage", "s" + i).with("result", "success"), 1);
        }
        assertEquals(7, gauge("jenkins.project.stage-other-other-count"));
        assertEquals(4 * 5, registry.getNames().size());
        board.observe(Measure.STAGE_DURATION, Tags.of("stage", "s1").with("result", "success"), 1);
        assertEquals(2, gauge("jenkins.project.stage-s1-success-count"));
    }

    @Test
    void everyMeasureHasANameOfItsOwn() {
        Set<String> seen = new java.util.HashSet<>();
        for (Measure measure : Measure.values()) {
            assertTrue(seen.add(Names.of(measure, Tags.NONE)), measure + " has the name of another");
            assertTrue(
                    measure.family() != Family.JOB || measure.kind() == Kind.COUNT,
                    measure + ": Telegraf reads only counts of type Job");
            assertTrue(
                    measure.family() == Family.JOB || measure.kind() != Kind.COUNT,
                    measure + ": a counter has no Value, the only thing Telegraf reads of other types");
        }
    }
}
