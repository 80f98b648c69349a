package io.calvinverse.logs.metrics;

import com.codahale.metrics.Clock;
import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricRegistry;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;

/**
 * All series of this plugin, put into the controller's registry under names that Telegraf already collects from there. A
 * measure has a bounded number of series; what comes after goes into one whose tags all say {@code other}. Any thread; nothing
 * here waits.
 */
public final class Board {
    private final MetricRegistry registry;
    private final Clock clock;
    private final int most;
    private final Map<String, Series> series = new ConcurrentHashMap<>();
    private final Map<Measure, AtomicInteger> sizes = new EnumMap<>(Measure.class);

    /** @param most series of one measure */
    public Board(MetricRegistry registry, Clock clock, int most) {
        this.registry = registry;
        this.clock = clock;
        this.most = most;
        List.of(Measure.values()).forEach(measure -> sizes.put(measure, new AtomicInteger()));
    }

    /** Notes a value of an event. */
    public void observe(Measure measure, Tags tags, double value) {
        if (Double.isFinite(value)) {
            series(measure, tags).distribution().add(value);
        }
    }

    /** Notes that something happened. */
    public void count(Measure measure, Tags tags, long times) {
        registry.counter(series(measure, tags).name()).inc(times);
    }

    /** Says where a level is read, quickly, by any thread; replaces what was said before. */
    public void level(Measure measure, Tags tags, DoubleSupplier value) {
        Series one = new Series(measure, tags, Names.of(measure, tags), value, null);
        series.put(one.name(), one);
        gauge(one.name(), value);
    }

    /** A level that is no more, say of a target that was taken away. */
    public void withdraw(Measure measure, Tags tags) {
        String name = Names.of(measure, tags);
        series.remove(name);
        registry.remove(name);
    }

    Collection<Series> series() {
        SortedMap<String, Series> sorted = new TreeMap<>(series);
        return sorted.values();
    }

    private Series series(Measure measure, Tags tags) {
        String name = Names.of(measure, tags);
        Series known = series.get(name);
        if (known != null) {
            return known;
        }
        Tags fitting = sizes.get(measure).get() < most ? tags : others(tags);
        return series.computeIfAbsent(Names.of(measure, fitting), free -> make(measure, fitting, free));
    }

    private static Tags others(Tags tags) {
        Tags result = tags;
        for (String key : tags.values().keySet()) {
            result = result.with(key, TagRules.OTHER);
        }
        return result;
    }

    private Series make(Measure measure, Tags tags, String name) {
        sizes.get(measure).incrementAndGet();
        if (measure.kind() == Kind.COUNT) {
            Counter counter = registry.counter(name);
            return new Series(measure, tags, name, counter::getCount, null);
        }
        Distribution values = new Distribution(clock);
        gauge(name + "-count", values::count);
        gauge(name + "-sum", values::sum);
        gauge(name + "-p50", () -> values.quantile(0.5));
        gauge(name + "-p95", () -> values.quantile(0.95));
        gauge(name + "-max", values::max);
        return new Series(measure, tags, name, null, values);
    }

    private void gauge(String name, DoubleSupplier value) {
        Gauge<Double> gauge = value::getAsDouble;
        registry.remove(name);
        registry.register(name, (Metric) gauge);
    }
}
