package io.calvinverse.parts.story;

import static io.calvinverse.parts.story.Markup.text;

import java.util.HashSet;
import java.util.Set;

/** A table of a page. What is a number stands at the right. */
public final class Grid {
    private final String[] heads;
    private final StringBuilder rows = new StringBuilder();
    private final Set<Integer> numbers = new HashSet<>();

    public Grid(String... heads) {
        this.heads = heads.clone();
    }

    /** Something to be shown in the type of a machine: a key, a digest. */
    public record Code(String text) {}

    /** @param cells texts, numbers or {@link Code} */
    public Grid row(Object... cells) {
        rows.append("<tr>");
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] instanceof Number) {
                numbers.add(i);
            }
            rows.append(cell(cells[i]));
        }
        rows.append("</tr>\n");
        return this;
    }

    private static String cell(Object cell) {
        if (cell instanceof Code code) {
            return "<td><code>" + text(code.text()) + "</code>";
        }
        if (cell instanceof Number number) {
            return "<td class=\"n\">" + Markup.format(number instanceof Double ? "%,.1f" : "%,d", number);
        }
        return "<td>" + text(cell.toString());
    }

    public String html() {
        StringBuilder head = new StringBuilder();
        for (int i = 0; i < heads.length; i++) {
            head.append(numbers.contains(i) ? "<th class=\"n\">" : "<th>").append(text(heads[i]));
        }
        return "<div class=\"wide\"><table><thead><tr>" + head + "</tr></thead><tbody>\n" + rows
                + "</tbody></table></div>\n";
    }
}
