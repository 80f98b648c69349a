package io.calvinverse.environments.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.parts.story.Played;
import java.nio.file.Files;
import java.nio.file.Path;
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
        Played played = Played.of(directory, EnvironmentStory::new);
        assertTrue(played.well(), played::narrative);
        assertFalse(played.report().contains(Sources.PASSWORD), "a password is shown");
        assertEquals(played.outside(), java.util.List.of(), "it loads something from elsewhere");
        try (var left = Files.list(directory.resolve("secrets"))) {
            assertTrue(left.findAny().isEmpty(), "a lease is left");
        }
        played.wholeOrSkipped();
        assertTrue(
                played.report().contains("<b class=\"changed\">~ config/services/queue/vhost"),
                "no difference is drawn");
        assertTrue(played.report().contains("<title>no Consul</title>"), "the outage is not drawn");
        assertTrue(played.report().contains("<td>rollback<td>1.0.0"), "no rollback is in the history");
    }
}
