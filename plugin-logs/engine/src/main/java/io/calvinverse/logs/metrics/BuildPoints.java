package io.calvinverse.logs.metrics;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The points of a build: {@code jenkins_build} at its end and {@code jenkins_stage} at the end of each stage. A pure function,
 * so that a build sent again replaces itself; the nanoseconds below a millisecond are made from its name and number, or two
 * builds that end at the same time would replace each other. No field is called {@code duration}: InfluxQL keeps that word.
 */
public final class BuildPoints {
    public static final String BUILD = "jenkins_build";
    public static final String STAGE = "jenkins_stage";

    private static final int NANOS = 1_000_000;
    private static final double SECOND = 1000;

    private BuildPoints() {}

    public static List<Point> of(BuildFigures build, TagRules rules) {
        List<Point> points = new ArrayList<>();
        Tags common = Tags.of("project", rules.value("project", build.project()));
        points.add(Point.of(
                BUILD,
                common.with("result", result(build.result())).with("label", rules.value("label", build.label())),
                Map.of(
                        "seconds",
                        build.durationMillis() / SECOND,
                        "wait_seconds",
                        build.waitMillis() / SECOND,
                        "number",
                        (long) build.number(),
                        "job",
                        build.job()),
                nanos(build, "", build.started() + build.durationMillis())));
        for (BuildFigures.Stage stage : build.stages()) {
            points.add(Point.of(
                    STAGE,
                    common.with("stage", rules.value("stage", stage.name())).with("result", result(stage.result())),
                    Map.of(
                            "seconds",
                            stage.durationMillis() / SECOND,
                            "number",
                            (long) build.number(),
                            "job",
                            build.job(),
                            "name",
                            stage.name()),
                    nanos(build, stage.id(), stage.started() + stage.durationMillis())));
        }
        return points;
    }

    /** A result as a tag. */
    public static String result(String name) {
        return name == null || name.isEmpty() ? Tags.UNKNOWN : name.toLowerCase(Locale.ROOT);
    }

    private static long nanos(BuildFigures build, String part, long millis) {
        CRC32 sum = new CRC32();
        sum.update((build.job() + '\n' + build.number() + '\n' + part).getBytes(StandardCharsets.UTF_8));
        return millis * NANOS + sum.getValue() % NANOS;
    }
}
