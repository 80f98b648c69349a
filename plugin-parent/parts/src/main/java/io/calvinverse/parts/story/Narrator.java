package io.calvinverse.parts.story;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.opentest4j.TestAbortedException;

/** Tells what happens when it happens, and remembers it for the report. Thread-safe. */
public final class Narrator {
    private final PrintStream out;
    private final InstantSource clock;
    private final Instant start;
    private final List<Chapter> chapters = new ArrayList<>();

    public Narrator(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
        this.start = clock.instant();
    }

    /** How a line is meant. */
    public enum Tone {
        TOLD,
        HAPPENED,
        KEPT,
        BROKEN,
        /** Something could not be played, because a part cannot be had here. */
        MISSING
    }

    /** One line, at so many seconds. */
    public record Line(double at, Tone tone, String text) {}

    /** A part of the story. */
    public record Chapter(String title, double start, List<Line> lines) {}

    /** What happens in a chapter. */
    @FunctionalInterface
    public interface Scene {
        void play() throws Exception;
    }

    public synchronized void chapter(String title) {
        chapters.add(new Chapter(title, now(), new ArrayList<>()));
        out.printf("%n%d. %s%n", chapters.size(), title);
    }

    /**
     * A chapter that stands for itself: where it breaks off, that is an expectation that was not met, and where a part cannot be had
     * it says so by name; in both cases the story goes on.
     */
    public void chapter(String title, Scene scene) throws InterruptedException {
        chapter(title);
        try {
            scene.play();
        } catch (TestAbortedException e) {
            without(e.getMessage().replace("Assumption failed: ", ""));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | AssertionError e) {
            expect(false, "the chapter broke off: " + e);
        }
    }

    /** Something the story does. */
    public void tell(String text) {
        add(Tone.TOLD, text);
    }

    /** Something the engine did. */
    public void happened(String text) {
        add(Tone.HAPPENED, text);
    }

    /** Something that must be so. */
    public void expect(boolean so, String text) {
        add(so ? Tone.KEPT : Tone.BROKEN, text);
    }

    /** Something that must come within so many seconds; an exception while it is asked for means not yet. */
    public boolean comes(int seconds, String text, Callable<Boolean> condition) throws InterruptedException {
        boolean so = false;
        Instant end = clock.instant().plusSeconds(seconds);
        while (!so) {
            try {
                so = condition.call();
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                so = false;
            }
            if (!so) {
                if (clock.instant().isAfter(end)) {
                    break;
                }
                Thread.sleep(20);
            }
        }
        expect(so, text);
        return so;
    }

    /** Something cannot be played. */
    public void without(String why) {
        add(Tone.MISSING, "not played: " + why);
    }

    private synchronized void add(Tone tone, String text) {
        Line line = new Line(now(), tone, text);
        if (!chapters.isEmpty()) {
            chapters.get(chapters.size() - 1).lines().add(line);
        }
        String mark =
                switch (tone) {
                    case TOLD -> "»";
                    case HAPPENED -> " ";
                    case KEPT -> "✓";
                    case BROKEN -> "✗";
                    case MISSING -> "–";
                };
        out.printf(Locale.ROOT, "%7.1f s  %s %s%n", line.at(), mark, text);
        out.flush();
    }

    /** Whether all expectations were met so far. */
    public boolean well() {
        return count(Tone.BROKEN) == 0;
    }

    /** How many lines are meant so. */
    public synchronized int count(Tone tone) {
        return (int) chapters.stream()
                .flatMap(chapter -> chapter.lines().stream())
                .filter(line -> line.tone() == tone)
                .count();
    }

    public synchronized List<Chapter> chapters() {
        return chapters.stream()
                .map(chapter -> new Chapter(chapter.title(), chapter.start(), List.copyOf(chapter.lines())))
                .toList();
    }

    /** Seconds since the story began. */
    public double now() {
        return seconds(clock.instant());
    }

    /** The same, of another moment. */
    public double seconds(Instant at) {
        return Duration.between(start, at).toMillis() / 1000.0;
    }
}
