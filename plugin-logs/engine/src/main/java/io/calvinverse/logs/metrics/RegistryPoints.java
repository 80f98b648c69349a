package io.calvinverse.logs.metrics;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What Telegraf would read from the controller's beans, in the same measurements, tags and fields, for a controller that has no
 * Jolokia: gauges that are numbers, and counters.
 */
public final class RegistryPoints {
    private RegistryPoints() {}

    public static List<Point> of(MetricRegistry registry, long nanos) {
        List<Point> points = new ArrayList<>();
        registry.getMetrics().forEach((name, metric) -> {
            for (Family family : Family.values()) {
                if (name.startsWith(family.prefix())) {
                    add(points, family, name.substring(family.prefix().length()), metric, nanos);
                }
            }
        });
        return points;
    }

    private static void add(List<Point> points, Family family, String name, Metric metric, long nanos) {
        // As the metrics plugin makes a bean's name (its ObjectNameFactory): such an end is no part of it.
        String stem = name.replaceFirst("\\.value$", "")
                .replaceFirst("\\.duration$", "")
                .replaceFirst("\\.count$", "");
        Double value = family == Family.JOB ? count(metric) : level(metric);
        if (value != null && !stem.isEmpty() && stem.indexOf('.') < 0) {
            String bean = Character.toUpperCase(stem.charAt(0)) + stem.substring(1);
            points.add(Point.of(
                    family.measurement(),
                    Tags.of("name", bean).with("service", "jenkins"),
                    Map.of(family.field(), value),
                    nanos));
        }
    }

    private static Double count(Metric metric) {
        return metric instanceof Counter counter ? (double) counter.getCount() : null;
    }

    private static Double level(Metric metric) {
        return metric instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number
                ? number.doubleValue()
                : null;
    }
}
