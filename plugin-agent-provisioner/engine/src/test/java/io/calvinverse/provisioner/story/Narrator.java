package io.calvinverse.provisioner.story;

import io.calvinverse.provisioner.machine.Machine;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells what happens when it happens, and remembers it for the report. Thread-safe. */
final class Narrator {
    private static final int VISIBLE_RANDOMNESS = 4;

    private final PrintStream out;
    private final InstantSource clock;
    private final Instant start;
    private final List<Chapter> chapters = new ArrayList<>();
    private boolean well = true;

    Narrator(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
        this.start = clock.instant();
    }

    /** How a line is meant. */
    enum Tone {
        TOLD,
        HAPPENED,
        KEPT,
        BROKEN
    }

    /** One line, at so many seconds. */
    record Line(double at, Tone tone, String text) {}

    /** A part of the story. */
    record Chapter(String title, double start, List<Line> lines) {}

    synchronized void chapter(String title) {
        chapters.add(new Chapter(title, now(), new ArrayList<>()));
        out.printf("%n%d. %s%n", chapters.size(), title);
    }

    /** Something the story does. */
    void tell(String text) {
        add(Tone.TOLD, text);
    }

    /** Something the engine did. */
    void happened(String text) {
        add(Tone.HAPPENED, text);
    }

    /** Something that must be so. */
    synchronized void expect(boolean so, String text) {
        well &= so;
        add(so ? Tone.KEPT : Tone.BROKEN, text);
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
                };
        out.printf(Locale.ROOT, "%7.1f s  %s %s%n", line.at(), mark, text);
        out.flush();
    }

    /** Whether all expectations were met so far. */
    synchronized boolean well() {
        return well;
    }

    synchronized List<Chapter> chapters() {
        return List.copyOf(chapters);
    }

    double now() {
        return seconds(clock.instant());
    }

    /** Seconds since the story began. */
    double seconds(Instant at) {
        return Duration.between(start, at).toMillis() / 1000.0;
    }

    /** Enough of a name to recognise it. */
    static String brief(String machine) {
        int dash = machine.lastIndexOf('-');
        return machine.substring(0, Math.min(machine.length(), dash + 1 + VISIBLE_RANDOMNESS));
    }

    static String brief(Machine machine) {
        return brief(machine.name());
    }
}
