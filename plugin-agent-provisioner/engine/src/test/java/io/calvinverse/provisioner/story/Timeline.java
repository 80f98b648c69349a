package io.calvinverse.provisioner.story;

import static io.calvinverse.parts.story.Markup.format;
import static io.calvinverse.parts.story.Markup.seconds;
import static io.calvinverse.parts.story.Markup.text;

import io.calvinverse.parts.story.Narrator.Chapter;
import io.calvinverse.provisioner.machine.Phase;
import io.calvinverse.provisioner.story.Builds.Build;
import io.calvinverse.provisioner.story.Chronicle.Life;
import io.calvinverse.provisioner.story.Chronicle.Step;
import java.util.List;

/** The fleet over time as SVG: a row per machine, its phases as bars, its builds on them. */
final class Timeline {
    private static final int WIDTH = 1_000;
    private static final int LABELS = 118;
    private static final int HEAD = 34;
    private static final int ROW = 22;
    private static final int BAR = 14;

    private final Story story;
    private final List<Life> lives;
    private final double end;
    private final int height;
    private final StringBuilder svg = new StringBuilder();

    Timeline(Story story) {
        this.story = story;
        this.lives = story.chronicle.lives();
        this.end = story.narrator.now();
        this.height = HEAD + lives.size() * ROW + 26;
    }

    String svg() {
        svg.append(format(
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Machines and their phases over time\">%n",
                WIDTH, height));
        svg.append("<defs><pattern id=\"down\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\""
                + " patternTransform=\"rotate(45)\"><rect class=\"downline\" width=\"1.6\""
                + " height=\"6\"/></pattern></defs>\n");
        chapters();
        axis();
        for (int row = 0; row < lives.size(); row++) {
            life(lives.get(row), HEAD + row * ROW);
        }
        outages();
        return svg.append("</svg>\n").toString();
    }

    private double x(double at) {
        return LABELS + (WIDTH - LABELS - 8) * at / end;
    }

    private void chapters() {
        List<Chapter> chapters = story.narrator.chapters();
        for (int i = 0; i < chapters.size(); i++) {
            double from = x(chapters.get(i).start());
            double to = i + 1 < chapters.size() ? x(chapters.get(i + 1).start()) : x(end);
            svg.append(format(
                    "<rect class=\"band%d\" x=\"%.1f\" y=\"0\" width=\"%.1f\" height=\"%d\"><title>%s</title></rect>"
                            + "<text class=\"chapter\" x=\"%.1f\" y=\"20\">%d</text>%n",
                    i % 2, from, to - from, height - 20, text(chapters.get(i).title()), from + 6, i + 1));
        }
    }

    private void axis() {
        for (int second = 0; second <= end; second += 5) {
            svg.append(format(
                    "<line class=\"grid\" x1=\"%1$.1f\" y1=\"%2$d\" x2=\"%1$.1f\" y2=\"%3$d\"/>",
                    x(second), HEAD - 6, height - 20));
            if (second % 10 == 0) {
                svg.append(format(
                        "<text class=\"tick\" x=\"%.1f\" y=\"%d\">%d s</text>%n", x(second), height - 5, second));
            }
        }
    }

    private void life(Life life, int top) {
        svg.append(format(
                "<text class=\"name\" x=\"%d\" y=\"%d\">%s</text>%n",
                LABELS - 8, top + BAR - 2, text(Chronicle.brief(life.machine()))));
        List<Step> steps = life.steps();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            double to = i + 1 < steps.size() ? steps.get(i + 1).at() : end;
            if (step.phase() == Phase.TERMINATING && life.removed() < to) {
                bar(life, step, step.at(), life.removed(), top);
                mourning(life.removed(), to, top);
            } else if (step.phase() != Phase.GONE) {
                bar(life, step, step.at(), to, top);
            }
        }
        for (Build build : story.builds.all()) {
            if (life.machine().equals(build.machine)) {
                build(build, top);
            }
        }
        if (life.broken() && life.removed() > 0) {
            svg.append(format(
                    "<text class=\"failed\" x=\"%.1f\" y=\"%d\">✗</text>%n", x(life.removed()) + 4, top + BAR - 2));
        }
    }

    /** Removed, and not yet believed to be. */
    private void mourning(double from, double to, int top) {
        svg.append(format(
                "<rect class=\"p-removed\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"2\">"
                        + "<title>removed; certain after %s</title></rect>%n",
                x(from), top + BAR / 2 - 1, x(to) - x(from), seconds(to - from)));
    }

    private void bar(Life life, Step step, double from, double to, int top) {
        String phase = step.phase().name().toLowerCase(java.util.Locale.ROOT);
        svg.append(format(
                "<rect class=\"p-%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"><title>%s</title></rect>%n",
                phase,
                x(from),
                top,
                Math.max(1, x(to) - x(from)),
                BAR,
                text(Chronicle.brief(life.machine()) + ", " + phase + " for " + seconds(to - from) + ": "
                        + step.cause())));
    }

    private void build(Build build, int top) {
        double to = Double.isNaN(build.ended) ? end : build.ended;
        svg.append(format(
                "<rect class=\"build\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\">"
                        + "<title>build %d for %s: %s</title></rect>%n",
                x(build.started),
                top + 3,
                Math.max(2, x(to) - x(build.started)),
                BAR - 6,
                build.number,
                text(build.label),
                seconds(to - build.started)));
    }

    private void outages() {
        for (double[] outage : story.outages()) {
            svg.append(format(
                    "<rect class=\"outage\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\">"
                            + "<title>no controller for %s</title></rect>%n",
                    x(outage[0]),
                    HEAD - 6,
                    x(outage[1]) - x(outage[0]),
                    height - HEAD - 14,
                    seconds(outage[1] - outage[0])));
        }
    }
}
