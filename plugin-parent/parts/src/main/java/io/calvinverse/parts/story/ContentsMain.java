package io.calvinverse.parts.story;

import static io.calvinverse.parts.story.Markup.format;
import static io.calvinverse.parts.story.Markup.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Writes the page that leads to the reports of several stories, each in a directory of its own. */
public final class ContentsMain {
    private ContentsMain() {}

    /** @param arguments the directory, and the names of those of the stories below it */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 2) {
            throw new IllegalArgumentException("usage: ContentsMain DIRECTORY STORY…");
        }
        write(Path.of(arguments[0]), List.of(arguments).subList(1, arguments.length));
    }

    static void write(Path directory, List<String> stories) throws IOException {
        StringBuilder body = new StringBuilder("""
            <header>
            <h1>The engines' stories</h1>
            <p>What the engines of the suite do on real machines, processes and servers, without Jenkins. Everything was \
            recorded while it happened.</p>
            </header>
            """);
        for (String story : stories) {
            Optional<Summary> summary = Summary.read(directory.resolve(story));
            body.append(summary.isPresent() ? entry(story, summary.get()) : missing(story));
        }
        Files.writeString(
                directory.resolve(Telling.REPORT), Page.document("The engines' stories", "", body.toString()));
    }

    private static String entry(String story, Summary summary) {
        boolean good = summary.kept() == summary.expected() && summary.kept() > 0;
        String missing =
                summary.missing() == 0 ? "" : Page.tile("missing", summary.missing(), "not played: a part is missing");
        return format(
                "<section><h2><a href=\"%s/%s\">%s</a></h2><p class=\"lead\">%s</p><ul"
                        + " class=\"tiles\">%s%s%s%s</ul></section>%n",
                text(story),
                Telling.REPORT,
                text(summary.title()),
                text(summary.introduction()),
                Page.tile(good ? "good" : "bad", summary.kept() + " of " + summary.expected(), "expectations met"),
                Page.tile("", summary.chapters(), "chapters"),
                missing,
                Page.tile("", format("%.0f s", summary.seconds()), "from first to last"));
    }

    private static String missing(String story) {
        return format(
                "<section><h2>%s</h2><ul class=\"tiles\">%s</ul></section>%n",
                text(story), Page.tile("bad", "✗", "this story did not come to its end"));
    }
}
