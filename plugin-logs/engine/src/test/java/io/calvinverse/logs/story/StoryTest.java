package io.calvinverse.logs.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.parts.story.Played;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The story comes true, and its report shows all of it without help from elsewhere. */
@Tag("long")
class StoryTest {

    @TempDir
    Path directory;

    @Test
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    void itComesTrueAndIsReported() throws Exception {
        Played played = Played.of(directory, LogStory::new);
        assertTrue(played.well(), played::narrative);
        assertEquals(List.of(), played.outside(), "it loads something from elsewhere");
        played.wholeOrSkipped();
        assertTrue(played.report().contains("<title>no broker</title>"), "the outage is not drawn");
        assertTrue(played.report().contains("<td>windows<td>failure<td class=\"n\">"), "no row of the query is shown");
        assertFalse(played.report().contains("NaN"), "a figure that is none");
    }
}
