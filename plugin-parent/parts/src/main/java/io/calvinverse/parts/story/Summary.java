package io.calvinverse.parts.story;

import io.calvinverse.parts.story.Narrator.Tone;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * How a story went, for the page that leads to all of them.
 *
 * @param kept expectations that were met
 * @param expected all of them
 * @param missing how often something could not be played
 */
record Summary(String title, String introduction, int chapters, int kept, int expected, int missing, double seconds) {
    private static final String FILE = "story.properties";

    static Summary of(Page page, Narrator narrator) {
        int kept = narrator.count(Tone.KEPT);
        return new Summary(
                page.title(),
                page.introduction(),
                narrator.chapters().size(),
                kept,
                kept + narrator.count(Tone.BROKEN),
                narrator.count(Tone.MISSING),
                narrator.now());
    }

    void write(Path directory) throws IOException {
        Properties all = new Properties();
        all.setProperty("title", title);
        all.setProperty("introduction", introduction);
        all.setProperty("chapters", "" + chapters);
        all.setProperty("kept", "" + kept);
        all.setProperty("expected", "" + expected);
        all.setProperty("missing", "" + missing);
        all.setProperty("seconds", "" + seconds);
        StringWriter text = new StringWriter();
        all.store(text, null);
        Files.writeString(directory.resolve(FILE), text.toString());
    }

    /** Empty where no story came to its end. */
    static Optional<Summary> read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Properties all = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            all.load(reader);
        }
        return Optional.of(new Summary(
                all.getProperty("title"),
                all.getProperty("introduction"),
                Integer.parseInt(all.getProperty("chapters")),
                Integer.parseInt(all.getProperty("kept")),
                Integer.parseInt(all.getProperty("expected")),
                Integer.parseInt(all.getProperty("missing")),
                Double.parseDouble(all.getProperty("seconds"))));
    }
}
