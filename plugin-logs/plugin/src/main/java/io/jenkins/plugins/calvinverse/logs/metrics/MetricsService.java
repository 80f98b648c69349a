package io.jenkins.plugins.calvinverse.logs.metrics;

import com.codahale.metrics.Clock;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.ProxyConfiguration;
import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.init.Terminator;
import hudson.model.Run;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.calvinverse.logs.metrics.Board;
import io.calvinverse.logs.metrics.BuildPoints;
import io.calvinverse.logs.metrics.Measure;
import io.calvinverse.logs.metrics.Point;
import io.calvinverse.logs.metrics.Recorder;
import io.calvinverse.logs.metrics.Tags;
import io.calvinverse.logs.metrics.push.PushStatus;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import jenkins.metrics.api.Metrics;

/** The one recorder of this controller, and who pushes what it makes. */
@Extension
public class MetricsService {
    private static final int SERIES = 200;
    private static final int BUILDS_WAITING = 10_000;
    private static final int CONNECT_SECONDS = 5;
    private static final long ROOM_MILLIS = 1_000;
    private static final long NANOS = 1_000_000;

    private final Board board = new Board(Metrics.metricRegistry(), Clock.defaultClock(), SERIES);
    private final PushLoop push = new PushLoop(board);
    private final Recorder recorder = new Recorder(board, InstantSource.system(), push);

    /** What takes longer than an event's listener may: reading a build's stages. */
    private final ExecutorService readers = new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(BUILDS_WAITING),
            new NamingThreadFactory(new DaemonThreadFactory(), "Calvinverse metrics of builds"),
            (task, pool) -> board.count(Measure.PUSH_LOST_POINTS, Tags.of("why", "busy"), 1));

    public static MetricsService get() {
        return ExtensionList.lookupSingleton(MetricsService.class);
    }

    @Initializer(after = InitMilestone.JOB_LOADED)
    public static void start() {
        AgentLevels.register(get().board);
        TargetLags.start();
        get().reconfigure();
    }

    @Terminator
    public static void stop() {
        get().push.close();
    }

    public Recorder recorder() {
        return recorder;
    }

    public Board board() {
        return board;
    }

    /** A build ended. Returns at once. */
    public void finished(Run<?, ?> run) {
        readers.execute(() -> recorder.finished(BuildRecords.read(run)));
    }

    PushStatus pushStatus() {
        return push.status();
    }

    /** Sends a build's points again, and waits while too many wait. Reads files. */
    public void resend(Run<?, ?> run) throws InterruptedException {
        for (Point point : BuildPoints.of(BuildRecords.read(run), recorder.rules())) {
            while (!push.offer(point, ROOM_MILLIS)) {
                if (MetricsConfiguration.get().getPush() == null) {
                    return;
                }
            }
        }
    }

    /** The configuration was changed. */
    void reconfigure() {
        MetricsConfiguration configuration = MetricsConfiguration.get();
        recorder.use(configuration.getTags());
        push.use(configuration.getPush());
    }

    static HttpClient client() {
        return ProxyConfiguration.newHttpClientBuilder()
                .connectTimeout(Duration.ofSeconds(CONNECT_SECONDS))
                .build();
    }

    static long nanos() {
        return System.currentTimeMillis() * NANOS;
    }
}
