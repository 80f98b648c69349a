package io.calvinverse.logs.metrics;

import java.util.Locale;

/**
 * Types of beans in the JMX domain {@code io.jenkins}, as the metrics plugin names them ({@code jenkins.queue.wait} becomes
 * {@code type=Queue,name=Wait}), and as the Telegraf of a Calvinverse controller collects them: of names with these two parts,
 * and of these types, one attribute each.
 */
public enum Family {
    NODE("jenkins_node", "Value"),
    EXECUTOR("jenkins_executor", "Value"),
    PROJECT("jenkins_project", "Value"),
    JOB("jenkins_jobs", "Count"),
    QUEUE("jenkins_queue", "Value"),
    PLUGINS("jenkins_plugins", "Value");

    private final String measurement;
    private final String attribute;

    Family(String measurement, String attribute) {
        this.measurement = measurement;
        this.attribute = attribute;
    }

    /** What names in the registry begin with. */
    public String prefix() {
        return "jenkins." + name().toLowerCase(Locale.ROOT) + '.';
    }

    /** What Telegraf calls them in InfluxDB; the bean's name is the tag {@code name}. */
    public String measurement() {
        return measurement;
    }

    /**
     * The field's name in InfluxDB: {@code Value.Value} for gauges, {@code Count.Count} for counters. Telegraf asks for one
     * attribute of many beans, and takes the answer, in which that attribute is named again, for a structure.
     */
    public String field() {
        return attribute + '.' + attribute;
    }
}
