package io.calvinverse.logs.metrics.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.codahale.metrics.Clock;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import io.calvinverse.logs.metrics.Board;
import io.calvinverse.logs.metrics.Measure;
import io.calvinverse.logs.metrics.PrometheusText;
import io.calvinverse.logs.metrics.Tags;
import io.calvinverse.parts.Promtool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PrometheusTest {
    private static final Path OBSERVABILITY = Path.of("../observability");

    /** Each alert fires when it should, and rests when it should. */
    @Test
    void promtoolPlaysTheAlerts() {
        String alerts = OBSERVABILITY.resolve("alerts").toString();
        assertEquals("", Promtool.complaints("", "check", "rules", alerts + "/prometheus.yml"));
        assertEquals("", Promtool.complaints("", "test", "rules", alerts + "/prometheus-test.yml"));
    }

    /** No alert looks at something that is not measured. */
    @Test
    void alertsLookAtWhatIsThere() throws IOException {
        MetricRegistry registry = new MetricRegistry();
        Board board = new Board(registry, Clock.defaultClock(), 10);
        Sample.fill(board);
        String page = PrometheusText.of(board, registry);
        Matcher names = Pattern.compile("jenkins_[a-z_]+")
                .matcher(Files.readString(OBSERVABILITY.resolve("alerts/prometheus.yml")));
        Set<String> seen = new TreeSet<>();
        while (names.find()) {
            seen.add(names.group());
            assertTrue(page.contains('\n' + names.group() + '{'), names.group() + " is not measured");
        }
        assertTrue(seen.size() >= 7, "only " + seen);
    }

    /** Each measure with tags as odd as may be, and what other plugins register. */
    @Test
    void promtoolReadsThePage() {
        MetricRegistry registry = new MetricRegistry();
        Board board = new Board(registry, Clock.defaultClock(), 10);
        Sample.fill(board);
        board.observe(Measure.RECORDED, Tags.of("metric", "a\"b\\c\nd").with("team", "é"), -0.5);
        registry.register("9lives", (Gauge<Integer>) () -> 9);
        registry.register("text", (Gauge<String>) () -> "no number");
        registry.timer("jenkins.job.building.duration");
        registry.register("twice.a", (Gauge<Double>) () -> Double.POSITIVE_INFINITY);
        registry.register("twice-a", (Gauge<Integer>) () -> 2);
        String page = PrometheusText.of(board, registry);
        assertEquals("", Promtool.complaints(page, "check", "metrics", "--extended"));
        for (String line : List.of(
                "jenkins_queue_wait_seconds{label=\"linux\",quantile=\"0.5\"} 3",
                "jenkins_queue_wait_seconds_sum{label=\"linux\"} 3",
                "jenkins_queue_wait_seconds_count{label=\"linux\"} 1",
                "jenkins_builds_finished_total{result=\"success\"} 1",
                "jenkins_agents{state=\"busy\"} 2",
                "_9lives 9",
                "jenkins_job_building_duration_count 0",
                "jenkins_recorded{metric=\"a\\\"b\\\\c\\nd\",quantile=\"0.5\",team=\"é\"} -0.5")) {
            assertTrue(page.contains(line + '\n'), line + " is missing in " + page);
        }
    }
}
