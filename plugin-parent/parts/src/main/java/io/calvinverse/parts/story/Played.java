package io.calvinverse.parts.story;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * A tale that was played for a test.
 *
 * @param narrative what it said while it was played
 * @param report its page
 */
public record Played(Narrator narrator, String narrative, String report) {
    private static final Pattern REFERENCE =
            Pattern.compile("(?:src|href|@import|url)\\s*[=(]\\s*[\"']?(?!#)([^\"')\\s>]+)");

    public static Played of(Path directory, Tale.Author author) throws Exception {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        Narrator narrator = Telling.play(directory, new PrintStream(told, true, StandardCharsets.UTF_8), author);
        return new Played(
                narrator, told.toString(StandardCharsets.UTF_8), Files.readString(directory.resolve(Telling.REPORT)));
    }

    public boolean well() {
        return narrator.well();
    }

    /** What the page would load from elsewhere. */
    public List<String> outside() {
        return REFERENCE
                .matcher(report.replaceAll("(?s)<pre.*?</pre>|<ol class=\"lines\">.*?</ol>", ""))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** Skips the calling test when a part was missing, by its name. */
    public void wholeOrSkipped() {
        List<String> missing = narrator.chapters().stream()
                .flatMap(chapter -> chapter.lines().stream())
                .filter(line -> line.tone() == Narrator.Tone.MISSING)
                .map(Narrator.Line::text)
                .distinct()
                .toList();
        Assumptions.assumeTrue(missing.isEmpty(), () -> String.join("; ", missing));
    }
}
