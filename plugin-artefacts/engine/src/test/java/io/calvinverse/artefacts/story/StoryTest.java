package io.calvinverse.artefacts.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    void itComesTrueAndIsReported() throws Exception {
        Played played = Played.of(directory, ArtefactStory::new);
        assertTrue(played.well(), played::narrative);
        assertEquals(List.of(), played.outside(), "it loads something from elsewhere");
        played.wholeOrSkipped();
        for (String outcome : List.of("published", "present")) {
            assertTrue(played.report().contains("<td>" + outcome + "</tr>"), () -> "no receipt says " + outcome);
        }
        assertTrue(played.report().contains("<title>no registry</title>"), "the outage is not drawn");
    }
}
