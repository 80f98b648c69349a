package io.calvinverse.parts.story;

import static io.calvinverse.parts.story.Markup.format;
import static io.calvinverse.parts.story.Markup.text;

import io.calvinverse.parts.story.Narrator.Chapter;
import io.calvinverse.parts.story.Narrator.Line;
import io.calvinverse.parts.story.Narrator.Tone;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/**
 * A story as one HTML file that needs nothing else: title, introduction, figures, and sections in the order in which they are added,
 * the {@linkplain #narrative narrative} among them. Light and dark as the reader's system is.
 */
public final class Page {
    private final String title;
    private final String introduction;
    private final Narrator narrator;
    private final StringBuilder style = new StringBuilder();
    private final StringBuilder tiles = new StringBuilder();
    private final StringBuilder sections = new StringBuilder();

    public Page(String title, String introduction, Narrator narrator) {
        this.title = title;
        this.introduction = introduction;
        this.narrator = narrator;
    }

    String title() {
        return title;
    }

    String introduction() {
        return introduction;
    }

    /** Adds rules of a style sheet that lies beside a class. */
    public Page style(Class<?> beside, String resource) throws IOException {
        style.append(resource(beside, resource));
        return this;
    }

    /** A figure with a few words, such as 12 and "machines came and went". */
    public Page tile(Object figure, String words) {
        tiles.append(tile("", figure, words));
        return this;
    }

    /** @param html its content */
    public Page section(String heading, String html) {
        sections.append(format("<section><h2>%s</h2>%s</section>%n", text(heading), html));
        return this;
    }

    /** What happened, chapter by chapter. */
    public Page narrative() {
        return section("What happened", chapters());
    }

    public String html() throws IOException {
        int kept = narrator.count(Tone.KEPT);
        int broken = narrator.count(Tone.BROKEN);
        int missing = narrator.count(Tone.MISSING);
        String first =
                tile(broken == 0 && kept > 0 ? "good" : "bad", kept + " of " + (kept + broken), "expectations met");
        String last = (missing == 0 ? "" : tile("missing", missing, "not played: a part is missing"))
                + tile("", format("%.0f s", narrator.now()), "from first to last");
        return document(
                title, style.toString(), """
                    <header>
                    <h1>%s</h1>
                    <p>%s</p>
                    <ul class="tiles">%s%s%s</ul>
                    </header>
                    %s\
                    """.formatted(text(title), text(introduction), first, tiles, last, sections));
    }

    /** A document with the common style. */
    static String document(String title, String style, String body) throws IOException {
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>%s</title>
            <style>
            %s%s</style>
            </head>
            <body>
            %s</body>
            </html>
            """.formatted(text(title), resource(Page.class, "page.css"), style, body);
    }

    static String tile(String css, Object figure, String words) {
        return format("<li class=\"%s\"><b>%s</b> %s</li>", css, text(figure.toString()), text(words));
    }

    private String chapters() {
        StringBuilder html = new StringBuilder();
        int number = 0;
        for (Chapter chapter : narrator.chapters()) {
            html.append(format("<h3><span>%d</span>%s</h3>%n<ol class=\"lines\">", ++number, text(chapter.title())));
            for (Line line : chapter.lines()) {
                html.append(format(
                        "<li class=\"%s\"><time>%.1f</time><span>%s</span></li>%n",
                        line.tone().name().toLowerCase(Locale.ROOT), line.at(), text(line.text())));
            }
            html.append("</ol>\n");
        }
        return html.toString();
    }

    private static String resource(Class<?> beside, String name) throws IOException {
        URL found = Objects.requireNonNull(
                beside.getResource(name), () -> "no " + name + " lies beside " + beside.getName());
        try (InputStream in = found.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
