package io.calvinverse.provisioner.story;

import static io.calvinverse.provisioner.story.Markup.format;
import static io.calvinverse.provisioner.story.Markup.seconds;
import static io.calvinverse.provisioner.story.Markup.text;

import io.calvinverse.provisioner.machine.Phase;
import io.calvinverse.provisioner.story.Builds.Build;
import io.calvinverse.provisioner.story.Chronicle.Life;
import io.calvinverse.provisioner.story.Narrator.Chapter;
import io.calvinverse.provisioner.story.Narrator.Line;
import io.calvinverse.provisioner.story.Narrator.Tone;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** The story as one HTML file that needs nothing else. */
final class Report {
    private static final List<String[]> LEGEND = List.of(
            new String[] {"planned", "ordered"},
            new String[] {"booting", "booting"},
            new String[] {"online", "online"},
            new String[] {"build", "build"},
            new String[] {"draining", "draining"},
            new String[] {"terminating", "being removed"},
            new String[] {"removed", "removed, until that is certain"});

    private final Story story;
    private final List<Life> lives;

    Report(Story story) {
        this.story = story;
        this.lives = story.chronicle.lives();
    }

    String html() throws IOException {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>Immutable agents: the story of a fleet</title>
                <style>
                %s</style>
                </head>
                <body>
                <header>
                <h1>Immutable agents: the story of a fleet</h1>
                <p>The engine that orders and removes machines, real processes as machines, and a small controller that is \
                cut off on the way and started anew. Everything below was recorded while it happened.</p>
                %s</header>
                <section><h2>The fleet over time</h2>%s<figure>%s</figure></section>
                <section><h2>What happened</h2>%s</section>
                <section><h2>How long it took</h2>%s</section>
                <section><h2>What the machines said</h2>%s</section>
                </body>
                </html>
                """.formatted(style(), tiles(), legend(), new Timeline(story).svg(), chapters(), table(), consoles());
    }

    private static String style() throws IOException {
        try (InputStream in = Report.class.getResourceAsStream("report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String tiles() {
        List<Line> expectations = story.narrator.chapters().stream()
                .flatMap(c -> c.lines().stream())
                .filter(l -> l.tone() == Tone.KEPT || l.tone() == Tone.BROKEN)
                .toList();
        long kept = expectations.stream().filter(l -> l.tone() == Tone.KEPT).count();
        long builds = story.builds.all().stream().filter(Build::succeeded).count();
        return format(
                "<ul class=\"tiles\"><li class=\"%s\"><b>%d of %d</b> expectations met</li><li><b>%d</b> machines came and "
                        + "went</li><li><b>%d</b> builds succeeded</li><li><b>%.0f s</b> from first to last</li></ul>%n",
                kept == expectations.size() ? "good" : "bad",
                kept,
                expectations.size(),
                lives.size(),
                builds,
                story.narrator.now());
    }

    private static String legend() {
        String entries = LEGEND.stream()
                .map(e -> "<li><i class=\"k-" + e[0] + "\"></i>" + e[1] + "</li>")
                .collect(Collectors.joining());
        return "<ul class=\"legend\">" + entries
                + "<li><i class=\"k-outage\"></i>no controller</li><li><b class=\"failed\">✗</b> broken</li></ul>";
    }

    private String chapters() {
        StringBuilder html = new StringBuilder();
        int number = 0;
        for (Chapter chapter : story.narrator.chapters()) {
            html.append(format("<h3><span>%d</span>%s</h3>%n<ol class=\"lines\">", ++number, text(chapter.title())));
            for (Line line : chapter.lines()) {
                html.append(format(
                        "<li class=\"%s\"><time>%.1f</time><span>%s</span></li>%n",
                        line.tone().name().toLowerCase(java.util.Locale.ROOT), line.at(), text(line.text())));
            }
            html.append("</ol>\n");
        }
        return html.toString();
    }

    private String table() {
        StringBuilder html = new StringBuilder("<div class=\"wide\"><table><thead><tr><th>Machine<th>Template"
                + "<th>Ordered → made<th>Made → connected<th>Ordered → first build<th>Ordered → removed<th>Builds<th>Went because"
                + "</tr></thead><tbody>\n");
        for (Life life : lives) {
            List<Build> builds = story.builds.all().stream()
                    .filter(b -> life.machine().equals(b.machine))
                    .toList();
            double first = builds.stream().mapToDouble(b -> b.started).min().orElse(Double.NaN);
            html.append(format(
                    "<tr%s><td><code>%s</code><td>%s<td>%s<td>%s<td>%s<td>%s<td>%d<td>%s</tr>%n",
                    life.broken() ? " class=\"bad\"" : "",
                    text(Narrator.brief(life.machine())),
                    text(life.template()),
                    seconds(life.entered(Phase.BOOTING) - life.entered(Phase.PLANNED)),
                    seconds(life.entered(Phase.ONLINE) - life.entered(Phase.BOOTING)),
                    seconds(first - life.entered(Phase.PLANNED)),
                    seconds(life.removed() - life.entered(Phase.PLANNED)),
                    builds.size(),
                    text(life.steps().get(life.steps().size() - 1).cause())));
        }
        return html.append("</tbody></table></div>\n").toString();
    }

    private String consoles() {
        StringBuilder html = new StringBuilder();
        for (Life life : lives) {
            html.append(format(
                    "<details%s><summary><code>%s</code> %s</summary><pre>%s</pre></details>%n",
                    life.broken() ? " class=\"bad\"" : "",
                    text(life.machine()),
                    life.broken() ? "broken" : "",
                    text(life.console().toString())));
        }
        return html.toString();
    }
}
