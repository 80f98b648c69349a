package io.calvinverse.logs.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagRulesTest {
    private final List<String> folded = new ArrayList<>();

    private TagRules rules(String text) {
        return TagRules.parse(text, folded::add);
    }

    @Test
    void aListedValueStaysAnyOtherFolds() {
        TagRules rules = rules("# teams\nteam: blue, dark green\n\nversion: 1.*, 2.0");
        assertEquals(
                Map.of("team", "dark green", "version", "1.7"),
                rules.fold(Map.of("team", " dark green ", "version", "1.7", "branch", "x"))
                        .values());
        assertEquals(List.of("key"), folded);
        assertEquals("other", rules.value("team", "red"));
        assertEquals("other", rules.value("version", "2a0"));
        assertEquals("none", rules.value("team", ""));
        assertEquals("other", rules.value("branch", "main"));
        assertEquals(List.of("key", "value", "value", "value"), folded);
    }

    @Test
    void aStarLetsNeitherLongValuesNorLineBreaksPass() {
        TagRules rules = rules("team: *");
        assertEquals("x".repeat(100), rules.value("team", "x".repeat(100)));
        assertEquals("other", rules.value("team", "x".repeat(101)));
        assertEquals("other", rules.value("team", "a\nb"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "team|line 1|names no tag",
                "Team: a|line 1|names no tag",
                "a: b#team:|line 2|lists no value",
                "host: a|line 1|which is taken",
                "a: b##a: c|line 3|second rule for 'a'"
            })
    void whatIsNoRuleIsRefusedWithItsLine(String text, String line, String why) {
        String message = assertThrows(IllegalArgumentException.class, () -> rules(text.replace('#', '\n')))
                .getMessage();
        assertTrue(message.startsWith(line + " of the tags, '") && message.contains(why), message);
    }

    /** However odd what pipelines give, what leaves was listed, and it is the same each time. */
    @Test
    void nothingLeavesThatIsNotListed() {
        for (long seed = 0; seed < 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            TagRules rules = rules("a: x*, y\nb: \\Q*\\E, .*\nc: *");
            Map<String, String> given = new HashMap<>();
            for (int i = random.nextInt(6); i > 0; i--) {
                given.put("" + "abcd".charAt(random.nextInt(4)), text(random));
            }
            Tags tags = rules.fold(given);
            assertEquals(tags, rules.fold(given), "seed " + seed);
            tags.values()
                    .forEach((key, value) -> assertTrue(
                            List.of("none", "other").contains(value)
                                    || key.equals("c")
                                            && value.equals(given.get(key).strip())
                                    || key.equals("a") && (value.startsWith("x") || value.equals("y"))
                                    || key.equals("b")
                                            && (value.startsWith("\\Q") && value.endsWith("\\E")
                                                    || value.startsWith(".")),
                            key + '=' + value + " left from " + given));
        }
    }

    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append("xy.\\QE\n ,".charAt(random.nextInt(9)));
        }
        return text.toString();
    }
}
