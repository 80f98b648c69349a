package io.calvinverse.environments.story;

import static io.calvinverse.parts.story.Markup.format;
import static io.calvinverse.parts.story.Markup.text;

import io.calvinverse.environments.configuration.ledger.Act;
import io.calvinverse.environments.configuration.ledger.Done;
import io.calvinverse.environments.configuration.plan.Plan;
import io.calvinverse.environments.configuration.plan.PlanText;
import io.calvinverse.parts.story.Grid;
import java.util.List;
import java.util.Locale;

/** Plans as differences, and what was published as a table. */
final class ReleaseReport {
    private static final int MOST_LINES = 12;

    private final StringBuilder html = new StringBuilder();

    void add(Plan plan, String outcome) {
        List<String> lines = PlanText.of(plan);
        String commit = plan.target().manifest().commit();
        html.append(format(
                "<div class=\"release\"><p>%s <small>%s%s</small></p><pre class=\"diff\">",
                text(lines.get(0)), commit.isEmpty() ? "" : "commit " + text(commit) + ", ", text(outcome)));
        List<String> keys = lines.subList(1, lines.size() - 1);
        keys.stream().limit(MOST_LINES).forEach(this::line);
        if (keys.size() > MOST_LINES) {
            rest("  and " + (keys.size() - MOST_LINES) + " more");
        }
        rest("  " + lines.get(lines.size() - 1));
        html.append("</pre></div>\n");
    }

    private void line(String line) {
        String kind =
                switch (line.charAt(0)) {
                    case '+' -> "added";
                    case '-' -> "removed";
                    case '~' -> "changed";
                    default -> "foreign";
                };
        html.append("<b class=\"" + kind + "\">" + text(line) + "</b>");
    }

    private void rest(String line) {
        html.append("<b class=\"rest\">" + text(line) + "</b>");
    }

    String html() {
        return html.toString();
    }

    /** @param acts newest first */
    static String history(List<Done> acts) {
        Grid grid = new Grid("Act", "Version", "Commit", "Author", "By", "Before", "Manifest", "Seconds");
        for (Done done : acts) {
            Act act = done.act();
            grid.row(
                    act.kind().name().toLowerCase(Locale.ROOT),
                    act.version().toString(),
                    new Grid.Code(act.commit()),
                    act.author(),
                    act.by(),
                    act.previous().isEmpty() ? "–" : act.previous(),
                    new Grid.Code(act.manifest()),
                    java.time.Duration.between(act.since(), done.ended()).toMillis() / 1000.0);
        }
        return grid.html();
    }
}
