package io.calvinverse.parts.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class TellingTest {

    @TempDir
    Path directory;

    private boolean closed;

    /** Of three chapters: one plays, one breaks off, one misses a part. */
    private Tale tale(Narrator narrator, boolean broken, boolean missing) {
        return new Tale() {
            @Override
            public void play() throws InterruptedException {
                narrator.chapter("Plays", () -> narrator.expect(true, "1 < 2 & 2 > 1"));
                narrator.chapter("Breaks", () -> {
                    if (broken) {
                        throw new IllegalStateException("fell");
                    }
                });
                narrator.chapter("Misses", () -> Assumptions.assumeTrue(!missing, "the part 'x' is missing"));
                narrator.chapter("Goes on", () -> narrator.expect(true, "goes on"));
            }

            @Override
            public Page page() {
                Chart chart = new Chart(narrator, "rows").row("a").span("good", 0, 1, "well");
                chart.curve("b", List.of(new double[] {0, 0}, new double[] {1, 5}), "kB")
                        .outage(0, 1, "away");
                return new Page("A tale", "Of three.", narrator)
                        .tile(7, "things")
                        .section("Drawn", chart.html())
                        .section(
                                "Listed",
                                new Grid("Name", "Size")
                                        .row(new Grid.Code("<k>"), 3)
                                        .html())
                        .narrative();
            }

            @Override
            public void close() {
                closed = true;
            }
        };
    }

    @Test
    void allIsTold() throws Exception {
        Played played = Played.of(directory, (place, narrator) -> tale(narrator, false, false));
        assertTrue(played.well(), played::narrative);
        assertTrue(closed, "it was not closed");
        assertEquals(List.of(), played.outside());
        assertTrue(played.narrative().contains("✓ 1 < 2 & 2 > 1"), played.narrative());
        assertTrue(played.report().contains("1 &lt; 2 &amp; 2 &gt; 1"), played.report());
        assertTrue(played.report().contains("<b>2 of 2</b> expectations met"), played.report());
        assertTrue(played.report().contains("<td><code>&lt;k&gt;</code><td class=\"n\">3"), played.report());
        assertFalse(played.report().contains("NaN"), played.report());
    }

    @Test
    void aChapterThatBreaksOffIsNoEndAndNoSuccess() throws Exception {
        Played played = Played.of(directory, (place, narrator) -> tale(narrator, true, false));
        assertFalse(played.well());
        assertTrue(played.narrative().contains("the chapter broke off: java.lang.IllegalStateException: fell"));
        assertTrue(played.narrative().contains("✓ goes on"), played.narrative());
        assertTrue(played.report().contains("<b>2 of 3</b> expectations met"), played.report());
    }

    @Test
    void aMissingPartIsNamed() throws Exception {
        Played played = Played.of(directory, (place, narrator) -> tale(narrator, false, true));
        assertTrue(played.well(), played::narrative);
        assertTrue(played.narrative().contains("– not played: the part 'x' is missing"), played.narrative());
        assertTrue(played.report().contains("not played: a part is missing"), played.report());
        TestAbortedException skipped =
                org.junit.jupiter.api.Assertions.assertThrows(TestAbortedException.class, played::wholeOrSkipped);
        assertTrue(skipped.getMessage().contains("the part 'x' is missing"), skipped.getMessage());
    }

    @Test
    void contentsLeadToEveryStoryAlsoToThoseThatDidNotEnd() throws Exception {
        Played.of(directory.resolve("first"), (place, narrator) -> tale(narrator, true, false));
        ContentsMain.write(directory, List.of("first", "second"));
        String page = Files.readString(directory.resolve("index.html"));
        assertTrue(page.contains("<a href=\"first/index.html\">A tale</a>"), page);
        assertTrue(page.contains("<b>2 of 3</b> expectations met"), page);
        assertTrue(page.contains("<h2>second</h2>"), page);
        assertTrue(page.contains("this story did not come to its end"), page);
    }

    @Test
    void whatComesLateIsWaitedForAndWhatDoesNotIsBroken() throws Exception {
        Narrator narrator = new Narrator(
                new java.io.PrintStream(java.io.OutputStream.nullOutputStream()), java.time.InstantSource.system());
        int[] asked = {0};
        narrator.chapter("Waiting");
        assertTrue(narrator.comes(30, "at last", () -> {
            if (++asked[0] < 3) {
                throw new IllegalStateException("not yet");
            }
            return true;
        }));
        assertFalse(narrator.comes(0, "never", () -> false));
        assertEquals(1, narrator.count(Narrator.Tone.BROKEN));
    }
}
