package io.calvinverse.parts.story;

import static io.calvinverse.parts.story.Markup.format;
import static io.calvinverse.parts.story.Markup.text;

import io.calvinverse.parts.story.Narrator.Chapter;
import java.util.List;

/**
 * What was so from when to when, and how figures rose and fell, over the chapters of a story. Rows and curves stand below each other
 * in the order in which they are added. Kinds of spans: {@code good}, {@code bad}, {@code work}, {@code soft}.
 */
public final class Chart {
    private static final int WIDTH = 1_000;
    private static final int LABELS = 148;
    private static final int HEAD = 34;
    private static final int ROW = 24;
    private static final int BAR = 14;
    private static final int CURVE = 110;
    private static final int FOOT = 26;

    private final Narrator narrator;
    private final String label;
    private final double begin;
    private final double end;
    private final StringBuilder content = new StringBuilder();
    private final StringBuilder outages = new StringBuilder();
    private int bottom = HEAD;

    /** Of the whole story. */
    public Chart(Narrator narrator, String label) {
        this(narrator, label, 0, narrator.now());
    }

    /**
     * Of some seconds of a story; what happened before and after is left out.
     *
     * @param label says what it shows to those who cannot see it
     */
    public Chart(Narrator narrator, String label, double begin, double end) {
        this.narrator = narrator;
        this.label = label;
        this.begin = Math.max(0, begin);
        this.end = Math.max(this.begin + 1, end);
    }

    /** Begins a row; {@link #span} fills it. */
    public Chart row(String name) {
        name(name, bottom + BAR - 2);
        bottom += ROW;
        return this;
    }

    /** Something was so in the last row. */
    public Chart span(String kind, double from, double to, String title) {
        content.append(format(
                "<rect class=\"s-%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\""
                        + " rx=\"2\"><title>%s</title></rect>%n",
                kind, x(from), bottom - ROW, Math.max(2, x(to) - x(from)), BAR, text(title)));
        return this;
    }

    /** @param points seconds and value, in order; at least one value is above 0 */
    public Chart curve(String name, List<double[]> points, String unit) {
        double most = points.stream().mapToDouble(point -> point[1]).max().orElse(0);
        int floor = bottom + CURVE - 14;
        StringBuilder path = new StringBuilder();
        for (double[] point : points) {
            double y = floor - (most == 0 ? 0 : point[1] / most * (CURVE - 34));
            path.append(format("%s%.1f,%.1f", path.isEmpty() ? "M" : " L", x(point[0]), y));
        }
        double first = points.isEmpty() ? 0 : points.get(0)[0];
        double last = points.isEmpty() ? 0 : points.get(points.size() - 1)[0];
        content.append(format(
                "<path class=\"area\" d=\"%s L%.1f,%d L%.1f,%d Z\"/><path class=\"curve\" d=\"%s\"/>%n",
                path, x(last), floor, x(first), floor, path));
        name(name, bottom + 24);
        content.append(format(
                "<text class=\"most\" x=\"%d\" y=\"%d\">most: %,.0f %s</text>%n",
                LABELS - 8, bottom + 40, most, text(unit)));
        bottom += CURVE;
        return this;
    }

    /** Something was not there, whatever the rows show. */
    public Chart outage(double from, double to, String title) {
        outages.append(format(
                "<rect class=\"outage\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"@\"><title>%s</title></rect>%n",
                x(from), HEAD - 6, Math.max(2, x(to) - x(from)), text(title)));
        return this;
    }

    public String html() {
        return format(
                        "<figure><svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n",
                        WIDTH, bottom + FOOT, text(label))
                + "<defs><pattern id=\"down\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\""
                + " patternTransform=\"rotate(45)\"><rect class=\"downline\" width=\"1.6\""
                + " height=\"6\"/></pattern></defs>\n"
                + chapters() + axis() + content
                + outages.toString().replace("@", "" + (bottom - HEAD + 10)) + "</svg></figure>\n";
    }

    private double x(double at) {
        return LABELS + (WIDTH - LABELS - 8) * (Math.max(begin, Math.min(at, end)) - begin) / (end - begin);
    }

    private void name(String name, int y) {
        content.append(format("<text class=\"name\" x=\"%d\" y=\"%d\">%s</text>%n", LABELS - 8, y, text(name)));
    }

    private String chapters() {
        StringBuilder bands = new StringBuilder();
        List<Chapter> chapters = narrator.chapters();
        for (int i = 0; i < chapters.size(); i++) {
            double from = x(chapters.get(i).start());
            double to = i + 1 < chapters.size() ? x(chapters.get(i + 1).start()) : x(end);
            bands.append(format(
                    "<rect class=\"band%d\" x=\"%.1f\" y=\"0\" width=\"%.1f\" height=\"%d\"><title>%s</title></rect>%n",
                    i % 2, from, to - from, bottom + 6, text(chapters.get(i).title())));
            if (to - from > 14) {
                bands.append(format("<text class=\"chapter\" x=\"%.1f\" y=\"20\">%d</text>%n", from + 6, i + 1));
            }
        }
        return bands.toString();
    }

    private String axis() {
        StringBuilder lines = new StringBuilder();
        double length = end - begin;
        int step = length > 120 ? 20 : length > 40 ? 10 : length > 15 ? 5 : 1;
        for (int second = (int) Math.ceil(begin / step) * step; second <= end; second += step) {
            lines.append(format(
                    "<line class=\"grid\" x1=\"%1$.1f\" y1=\"%2$d\" x2=\"%1$.1f\" y2=\"%3$d\"/>"
                            + "<text class=\"tick\" x=\"%1$.1f\" y=\"%4$d\">%5$d s</text>%n",
                    x(second), HEAD - 6, bottom + 6, bottom + 21, second));
        }
        return lines.toString();
    }
}
