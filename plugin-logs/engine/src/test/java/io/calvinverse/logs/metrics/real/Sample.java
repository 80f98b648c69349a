package io.calvinverse.logs.metrics.real;

import io.calvinverse.logs.metrics.Board;
import io.calvinverse.logs.metrics.Kind;
import io.calvinverse.logs.metrics.Measure;
import io.calvinverse.logs.metrics.Tags;
import java.util.Map;

/** A controller in the middle of its work. */
final class Sample {
    static final Map<String, String> VALUES = Map.of(
            "label", "linux",
            "result", "success",
            "stage", "Test",
            "cause", "channel",
            "state", "busy",
            "reason", "timeout",
            "metric", "size",
            "target", "queue",
            "why", "value");

    private Sample() {}

    /** One series of each measure. */
    static void fill(Board board) {
        for (Measure measure : Measure.values()) {
            Tags tags = Tags.NONE;
            for (String key : measure.tags()) {
                tags = tags.with(key, VALUES.get(key));
            }
            if (measure.kind() == Kind.DISTRIBUTION) {
                board.observe(measure, tags, 3);
            } else if (measure.kind() == Kind.COUNT) {
                board.count(measure, tags, 1);
            } else {
                board.level(measure, tags, () -> 2);
            }
        }
    }
}
