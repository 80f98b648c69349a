package io.jenkins.plugins.calvinverse.logs.check;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A URL with places such as {@code {job}} for what is known of a build. Memory only. */
public final class ViewUrl {
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    private ViewUrl() {}

    /** What is wrong with a pattern, or null. */
    public static String problem(String pattern) {
        if (!pattern.startsWith("http://") && !pattern.startsWith("https://")) {
            return Messages.ViewUrl_Scheme(pattern);
        }
        boolean job = false;
        Matcher place = PLACE.matcher(pattern);
        while (place.find()) {
            if (!places("", 0, 0).containsKey(place.group(1))) {
                return Messages.ViewUrl_Unknown(
                        place.group(), String.join(", ", places("", 0, 0).keySet()));
            }
            job |= place.group(1).equals("job");
        }
        return job ? null : Messages.ViewUrl_NoJob();
    }

    private static Map<String, String> places(String job, int number, long started) {
        return Map.of("job", job, "number", Integer.toString(number), "started", Long.toString(started));
    }

    /**
     * Fills a pattern.
     *
     * @param job full name
     * @param started milliseconds since 1970
     */
    public static String of(String pattern, String job, int number, long started) {
        Map<String, String> values = places(job, number, started);
        return PLACE.matcher(pattern)
                .replaceAll(place -> Matcher.quoteReplacement(
                        // Also within a fragment, where '+' is no blank.
                        URLEncoder.encode(values.getOrDefault(place.group(1), ""), StandardCharsets.UTF_8)
                                .replace("+", "%20")));
    }
}
