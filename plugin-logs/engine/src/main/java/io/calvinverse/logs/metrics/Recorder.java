package io.calvinverse.logs.metrics;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Where events are told: they go to the board, and as points to whoever wants those. Any thread; nothing here waits, nothing
 * here throws for a value that makes no sense.
 */
public final class Recorder {
    private static final long NANOS = 1_000_000;
    private static final double SECOND = 1000;

    private final Board board;
    private final InstantSource clock;
    private final Consumer<Point> points;
    private final AtomicLong turn = new AtomicLong();
    private volatile TagRules rules;

    /** @param points takes points at once, or drops them */
    public Recorder(Board board, InstantSource clock, Consumer<Point> points) {
        this.board = board;
        this.clock = clock;
        this.points = points;
        use(TagRules.DEFAULT);
    }

    /**
     * Other rules from now on.
     *
     * @throws IllegalArgumentException as {@link TagRules#parse}
     */
    public void use(String text) {
        rules = TagRules.parse(text, why -> board.count(Measure.METRICS_FOLDED, Tags.of("why", why), 1));
    }

    public TagRules rules() {
        return rules;
    }

    /** A value of an event just now. */
    public void observe(Measure measure, Tags tags, double value) {
        board.observe(measure, tags, value);
        point(measure, tags, value);
    }

    /** Something happened just now. */
    public void count(Measure measure, Tags tags) {
        board.count(measure, tags, 1);
        point(measure, tags, 1);
    }

    /** A value that a pipeline gives, with tags that it gives. */
    public void record(String metric, double value, Map<String, String> given) {
        observe(Measure.RECORDED, rules.fold(given).with("metric", rules.value("metric", metric)), value);
    }

    /** A build ended. */
    public void finished(BuildFigures build) {
        Tags result = Tags.of("result", BuildPoints.result(build.result()));
        board.observe(Measure.BUILD_DURATION, result, build.durationMillis() / SECOND);
        board.count(Measure.BUILDS_FINISHED, result, 1);
        for (BuildFigures.Stage stage : build.stages()) {
            Tags tags = Tags.of("stage", rules.value("stage", stage.name()))
                    .with("result", BuildPoints.result(stage.result()));
            board.observe(Measure.STAGE_DURATION, tags, stage.durationMillis() / SECOND);
        }
        BuildPoints.of(build, rules).forEach(points);
    }

    /** Two events of one millisecond must not have one time, or the second would replace the first. */
    private void point(Measure measure, Tags tags, double value) {
        if (Double.isFinite(value)) {
            long nanos = clock.millis() * NANOS + Math.floorMod(turn.getAndIncrement(), NANOS);
            points.accept(Point.of(measure.measurement(), tags, Map.of("value", value), nanos));
        }
    }
}
