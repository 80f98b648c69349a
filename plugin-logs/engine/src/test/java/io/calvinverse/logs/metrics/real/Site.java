package io.calvinverse.logs.metrics.real;

import com.codahale.metrics.Clock;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import io.calvinverse.logs.metrics.Board;
import io.calvinverse.logs.metrics.BuildFigures;
import io.calvinverse.logs.metrics.Recorder;
import io.calvinverse.logs.metrics.RegistryPoints;
import io.calvinverse.logs.metrics.push.PushSettings;
import io.calvinverse.logs.metrics.push.Pusher;
import io.calvinverse.logs.ship.Retry;
import io.calvinverse.parts.InfluxPart;
import io.calvinverse.parts.Ports;
import io.calvinverse.parts.TelegrafPart;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A registry, Jolokia, Telegraf with the configuration we hand out, and InfluxDB; and a pusher, to Telegraf. In the registry
 * is one series of each measure and what dashboards use of the metrics plugin itself.
 */
final class Site implements AutoCloseable {
    static final Path OBSERVABILITY = Path.of("../observability");

    /** Of the metrics plugin, see its JenkinsMetricProviderImpl. */
    private static final List<String> CORE = List.of(
            "jenkins.queue.size.value",
            "jenkins.queue.blocked.value",
            "jenkins.queue.buildable.value",
            "jenkins.queue.stuck.value",
            "jenkins.executor.count.value",
            "jenkins.executor.in-use.value",
            "jenkins.executor.free.value",
            "jenkins.project.enabled.count.value");

    final MetricRegistry registry = new MetricRegistry();
    final MetricRegistry ours = new MetricRegistry();
    final InfluxPart influx = InfluxPart.start();
    final int listener = Ports.free();
    final Pusher pusher;
    final Recorder recorder;
    private final Beans beans;
    private final Beans coreBeans;
    private final TelegrafPart telegraf;

    Site(Path directory) throws IOException {
        Rows.createDatabase(influx, "services");
        Board board = new Board(ours, Clock.defaultClock(), 10);
        Sample.fill(board);
        CORE.forEach(name -> registry.register(name, (Gauge<Integer>) () -> 2));
        beans = new Beans(ours);
        coreBeans = new Beans(registry);
        telegraf =
                TelegrafPart.start("[agent]\n  omit_hostname = true\n  interval = \"1s\"\n  flush_interval = \"1s\"\n"
                        + Files.readString(OBSERVABILITY.resolve("telegraf/jenkins.conf"))
                                .replace("${JOLOKIA}", beans.address())
                                .replace("${INFLUXDB}", influx.address().toString())
                                .replace("127.0.0.1:8186", "127.0.0.1:" + listener));
        pusher = new Pusher(
                new PushSettings(
                        URI.create("http://127.0.0.1:" + listener), "services", "", Duration.ofSeconds(30), 10_000_000),
                directory,
                HttpClient.newHttpClient(),
                () -> null,
                new Retry(
                        InstantSource.system(),
                        new SplittableRandom(1),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100)));
        recorder = new Recorder(
                new Board(new MetricRegistry(), Clock.defaultClock(), 10), InstantSource.system(), pusher::offer);
    }

    /** Two builds that end now, a failure among them, and a value of a pipeline. */
    void events() {
        long now = InstantSource.system().millis();
        for (int number = 1; number <= 2; number++) {
            String result = number == 1 ? "SUCCESS" : "FAILURE";
            recorder.finished(new BuildFigures(
                    "team/app/main",
                    "team/app",
                    number,
                    "linux",
                    result,
                    now - 60_000,
                    60_000,
                    500,
                    List.of(new BuildFigures.Stage("7", "Test", result, now - 50_000, 20_000))));
        }
        recorder.record("size", 12, Map.of("label", "linux"));
        RegistryPoints.of(registry, now * 1_000_000).forEach(pusher::offer);
    }

    List<Map<String, String>> rows(String query) {
        return Rows.of(influx, "services", query);
    }

    /** What Telegraf says of itself. */
    String said() {
        try {
            return Files.readString(telegraf.server().log());
        } catch (IOException e) {
            return "nothing: " + e;
        }
    }

    @Override
    public void close() {
        telegraf.close();
        coreBeans.close();
        beans.close();
        influx.close();
    }
}
