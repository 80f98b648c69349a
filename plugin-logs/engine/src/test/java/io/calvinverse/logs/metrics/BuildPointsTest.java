package io.calvinverse.logs.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BuildPointsTest {
    private static final TagRules RULES = TagRules.parse(TagRules.DEFAULT, why -> {});

    static BuildFigures build(String job, int number) {
        return new BuildFigures(
                job,
                "team/app",
                number,
                "linux",
                "SUCCESS",
                1_700_000_000_000L,
                90_000,
                1_500,
                List.of(
                        new BuildFigures.Stage("5", "Build", "SUCCESS", 1_700_000_001_000L, 60_000),
                        new BuildFigures.Stage("9", "Release 1.2.3", "SUCCESS", 1_700_000_061_000L, 2_000)));
    }

    @Test
    void aBuildIsAPointAndEachStageOne() {
        List<Point> points = BuildPoints.of(build("team/app/main", 7), RULES);
        assertEquals(3, points.size());
        assertEquals(
                "{label=linux, project=team/app, result=success}",
                points.get(0).tags().values().toString());
        assertEquals(
                "{job=team/app/main, number=7, seconds=90.0, wait_seconds=1.5}",
                points.get(0).fields().toString());
        assertEquals(1_700_000_090_000L, points.get(0).nanos() / 1_000_000);
        assertEquals(
                "{project=team/app, result=success, stage=Build}",
                points.get(1).tags().values().toString());
        assertEquals("other", points.get(2).tags().get("stage"));
        assertEquals("Release 1.2.3", points.get(2).fields().get("name"));
    }

    @Test
    void theSameBuildIsTheSamePointsWheneverItIsSent() {
        assertEquals(
                BuildPoints.of(build("team/app/main", 7), RULES), BuildPoints.of(build("team/app/main", 7), RULES));
    }

    @Test
    void buildsThatEndAtTheSameTimeDoNotReplaceEachOther() {
        Set<Long> times = new HashSet<>();
        for (int number = 1; number <= 100; number++) {
            BuildPoints.of(build("team/app/main", number), RULES).forEach(point -> times.add(point.nanos()));
            BuildPoints.of(build("team/app/fix", number), RULES).forEach(point -> times.add(point.nanos()));
        }
        assertTrue(
                times.size() > 590,
                "only " + times.size() + " times for 600 points, of which three series share a millisecond");
    }
}
