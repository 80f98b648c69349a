package io.calvinverse.logs.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LineProtocolTest {

    @Test
    void numbersTextsAndTruthsAreWrittenAsTheStoreKnowsThem() {
        assertEquals(
                "m,a=1,b=x\\ y big=7i,small=0.25,text=\"say \\\"\\\\\\\"\",yes=true 12\n",
                LineProtocol.line(Point.of(
                        "m",
                        Tags.of("b", "x y").with("a", "1"),
                        Map.of("big", 7L, "small", 0.25, "text", "say \"\\\"", "yes", true),
                        12)));
    }

    @Test
    void aPointWithoutANumberIsNoLine() {
        assertEquals("", LineProtocol.line(Point.of("m", Tags.NONE, Map.of("value", Double.NaN), 1)));
        assertEquals("", LineProtocol.line(Point.of("m", Tags.NONE, Map.of(), 1)));
    }

    /** Whatever is in names and values, one line comes out, and a reader of the protocol reads the same from it. */
    @Test
    void aReaderReadsWhatWasWritten() {
        for (long seed = 0; seed < 2_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Map<String, String> tags = new HashMap<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                tags.put("k" + i + text(random), text(random));
            }
            String measurement = "m" + text(random);
            Point point = Point.of(measurement, Tags.of(tags), Map.of("f" + text(random), text(random)), seed);
            LineReader reader = new LineReader(LineProtocol.line(point));
            assertEquals(carried(measurement), reader.measurement(), "seed " + seed);
            Map<String, String> expected = new HashMap<>();
            point.tags().values().forEach((key, value) -> {
                if (!carried(value).isEmpty()) {
                    expected.put(carried(key), carried(value));
                }
            });
            assertEquals(expected, reader.tags(), "seed " + seed);
            point.fields()
                    .forEach((key, value) ->
                            assertEquals(Map.of(carried(key), value), reader.fields(), "a field of " + point));
            assertEquals(seed, reader.nanos());
        }
    }

    /** What the protocol can carry of a name. */
    private static String carried(String name) {
        return name.replaceFirst("\\\\+\\z", "").replaceAll("\\p{Cntrl}", " ");
    }

    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append("ab ,=\"\\\\ü\n".charAt(random.nextInt(10)));
        }
        return text.toString();
    }
}
