package io.calvinverse.parts.story;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/** Plays a tale from its begin to its end, whatever happens, and leaves its report. */
public final class Telling {

    /** The report, in the directory of a tale. */
    public static final String REPORT = "index.html";

    private Telling() {}

    /**
     * What the main program of a tale does.
     *
     * @param arguments the directory for the report and everything the tale makes
     * @return its exit code: 0 if everything came as told, 1 if not, 2 when it was called wrongly
     */
    public static int run(String[] arguments, Tale.Author author) throws Exception {
        if (arguments.length != 1) {
            System.err.println("usage: StoryMain DIRECTORY");
            return 2;
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        return play(Path.of(arguments[0]), out, author).well() ? 0 : 1;
    }

    /** Plays everything and writes {@code index.html} and a {@link Summary}, also when it broke off. */
    public static Narrator play(Path output, PrintStream out, Tale.Author author) throws Exception {
        Path directory = Files.createDirectories(output).toRealPath();
        Narrator narrator = new Narrator(out, InstantSource.system());
        try (Tale tale = author.begin(directory, narrator)) {
            Thread leaving = new Thread(() -> leave(tale));
            Runtime.getRuntime().addShutdownHook(leaving);
            try {
                tale.play();
            } catch (IOException | RuntimeException e) {
                narrator.expect(false, "the story broke off: " + e);
            } finally {
                tale.close();
                Page page = tale.page();
                Files.writeString(directory.resolve(REPORT), page.html());
                Summary.of(page, narrator).write(directory);
                Runtime.getRuntime().removeShutdownHook(leaving);
            }
        }
        return narrator;
    }

    private static void leave(Tale tale) {
        try {
            tale.close();
        } catch (Exception e) {
            System.err.println("The story did not end well: " + e.getMessage());
        }
    }
}
