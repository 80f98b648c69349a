package io.calvinverse.provisioner.story;

import static io.calvinverse.parts.story.Markup.format;
import static io.calvinverse.parts.story.Markup.seconds;
import static io.calvinverse.parts.story.Markup.text;

import io.calvinverse.parts.story.Page;
import io.calvinverse.provisioner.machine.Phase;
import io.calvinverse.provisioner.story.Builds.Build;
import io.calvinverse.provisioner.story.Chronicle.Life;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** The story of the fleet as a page. */
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

    Page page() throws IOException {
        long builds = story.builds.all().stream().filter(Build::succeeded).count();
        return new Page(
                        "Immutable agents: the story of a fleet",
                        "The engine that orders and removes machines, real processes as machines, and a small"
                                + " controller that is cut off on the way and started anew. Everything below was recorded"
                                + " while it happened.",
                        story.narrator)
                .style(Report.class, "report.css")
                .tile(lives.size(), "machines came and went")
                .tile(builds, "builds succeeded")
                .section("The fleet over time", legend() + "<figure>" + new Timeline(story).svg() + "</figure>")
                .narrative()
                .section("How long it took", table())
                .section("What the machines said", consoles());
    }

    private static String legend() {
        String entries = LEGEND.stream()
                .map(e -> "<li><i class=\"k-" + e[0] + "\"></i>" + e[1] + "</li>")
                .collect(Collectors.joining());
        return "<ul class=\"legend\">" + entries
                + "<li><i class=\"k-outage\"></i>no controller</li><li><b class=\"failed\">✗</b> broken</li></ul>";
    }

    private String table() {
        StringBuilder html = new StringBuilder("<div class=\"wide\"><table"
                + " class=\"fleet\"><thead><tr><th>Machine<th>Template<th>Ordered → made<th>Made →"
                + " connected<th>Ordered → first build<th>Ordered → removed<th>Builds<th>Went"
                + " because</tr></thead><tbody>\n");
        for (Life life : lives) {
            List<Build> builds = story.builds.all().stream()
                    .filter(b -> life.machine().equals(b.machine))
                    .toList();
            double first = builds.stream().mapToDouble(b -> b.started).min().orElse(Double.NaN);
            html.append(format(
                    "<tr%s><td><code>%s</code><td>%s<td>%s<td>%s<td>%s<td>%s<td>%d<td>%s</tr>%n",
                    life.broken() ? " class=\"bad\"" : "",
                    text(Chronicle.brief(life.machine())),
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
