package io.jenkins.plugins.calvinverse.logs.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class ViewUrlTest {

    @Test
    void placesAreFilledAndNothingElseIsTouched() {
        String pattern = "https://k/app#/?_a=(q:'{job} AND {number}')&from={started}";
        assertNull(ViewUrl.problem(pattern));
        assertEquals(
                "https://k/app#/?_a=(q:'team%2Fa%20b AND 7')&from=1800000000000",
                ViewUrl.of(pattern, "team/a b", 7, 1_800_000_000_000L));
    }
}
