package io.calvinverse.environments.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;

class MaskerTest {

    @Test
    void masksWhatThePatternMasks() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            List<String> secrets = new ArrayList<>();
            for (int each = random.nextInt(5); each >= 0; each--) {
                secrets.add(text(random, 3 + random.nextInt(8)));
            }
            String line = text(random, random.nextInt(40)) + secrets.get(0) + text(random, random.nextInt(40));
            String expected = Masks.pattern(secrets).matcher(line).replaceAll(Matcher.quoteReplacement(Masker.MASK));
            assertEquals(expected, Masker.of(secrets).mask(line), () -> "seed " + seed);
        }
    }

    /** Of few characters, so that secrets overlap and repeat. */
    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int each = 0; each < length; each++) {
            text.append("ab+ c\n".charAt(random.nextInt(6)));
        }
        return text.toString();
    }

    @Test
    void leavesInnocentTextAlone() {
        String line = "nothing to see";
        assertSame(line, Masker.of(List.of("hunter2")).mask(line));
        assertSame(line, Masker.NONE.mask(line));
        assertSame("hu", Masker.of(List.of("hunter2")).mask("hu"));
    }

    @Test
    void saysNothingOfWhatItHides() {
        Masker masker = Masker.of(List.of("hunter2-planted"));
        assertTrue(!masker.toString().contains("hunter2"), masker::toString);
        assertEquals(masker.texts(), Masker.ofTexts(masker.texts()).texts());
    }
}
