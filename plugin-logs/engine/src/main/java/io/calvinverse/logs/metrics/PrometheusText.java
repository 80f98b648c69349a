package io.calvinverse.logs.metrics;

import com.codahale.metrics.Counting;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricRegistry;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The registry in Prometheus' text format, version 0.0.4: this plugin's own series with labels, everything else that is a
 * number under its name with underscores.
 */
public final class PrometheusText {
    private static final List<Double> QUANTILES = List.of(0.5, 0.95, 0.99);

    /** What a distribution registers of itself, see {@link Board}. */
    private static final Pattern STATISTIC = Pattern.compile("-(count|sum|p50|p95|max)$");

    private final StringBuilder text = new StringBuilder();
    private final Set<String> families = new HashSet<>();

    private PrometheusText() {}

    public static String of(Board board, MetricRegistry registry) {
        PrometheusText page = new PrometheusText();
        Collection<Series> series = board.series();
        Map<Measure, List<Series>> ours =
                series.stream().collect(Collectors.groupingBy(Series::measure, TreeMap::new, Collectors.toList()));
        ours.forEach(page::family);
        Set<String> written = series.stream().map(Series::name).collect(Collectors.toSet());
        registry.getMetrics().forEach((name, metric) -> {
            if (!written.contains(name)
                    && !written.contains(STATISTIC.matcher(name).replaceFirst(""))) {
                page.foreign(name, metric);
            }
        });
        return page.text.toString();
    }

    private void family(Measure measure, List<Series> series) {
        String name = measure.measurement() + (measure.kind() == Kind.COUNT ? "_total" : "");
        String type =
                switch (measure.kind()) {
                    case COUNT -> "counter";
                    case LEVEL -> "gauge";
                    case DISTRIBUTION -> "summary";
                };
        head(name, type, "Measured by the Jenkins plugin calvinverse-logs.");
        for (Series one : series) {
            if (one.distribution() == null) {
                sample(name, one.tags(), one.value().getAsDouble());
            } else {
                summary(name, one);
            }
        }
    }

    private void summary(String name, Series one) {
        for (double quantile : QUANTILES) {
            sample(
                    name,
                    one.tags().with("quantile", Double.toString(quantile)),
                    one.distribution().quantile(quantile));
        }
        sample(name + "_sum", one.tags(), one.distribution().sum());
        sample(name + "_count", one.tags(), one.distribution().count());
    }

    private void foreign(String name, Metric metric) {
        String plain = name.replaceAll("[^A-Za-z0-9_]", "_");
        String safe = Character.isDigit(plain.charAt(0)) ? '_' + plain : plain;
        if (metric instanceof Gauge<?> gauge) {
            if (gauge.getValue() instanceof Number number && head(safe, "gauge", "Registered as " + name + ".")) {
                sample(safe, Tags.NONE, number.doubleValue());
            }
        } else if (metric instanceof Counting counting
                && head(safe + "_count", "untyped", "Registered as " + name + ".")) {
            sample(safe + "_count", Tags.NONE, counting.getCount());
        }
    }

    /** Whether the name was free: two of the registry may look alike here. */
    private boolean head(String name, String type, String help) {
        if (!families.add(name)) {
            return false;
        }
        text.append("# HELP ")
                .append(name)
                .append(' ')
                .append(help.replace("\\", "\\\\").replace('\n', ' '))
                .append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        return true;
    }

    private void sample(String name, Tags tags, double value) {
        text.append(name);
        if (!tags.values().isEmpty()) {
            text.append(tags.values().entrySet().stream()
                    .map(tag -> tag.getKey() + "=\"" + quoted(tag.getValue()) + '"')
                    .collect(Collectors.joining(",", "{", "}")));
        }
        text.append(' ').append(number(value)).append('\n');
    }

    private static String quoted(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return Double.compare(value, Math.rint(value)) == 0 && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
