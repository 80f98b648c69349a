package io.calvinverse.logs.metrics;

import java.util.List;
import java.util.Locale;

/** Everything this plugin measures. The table in {@code docs/metrics.md} says what each means. */
public enum Measure {
    QUEUE_WAIT(Kind.DISTRIBUTION, Family.QUEUE, "wait", "seconds", "label"),
    BUILD_DURATION(Kind.DISTRIBUTION, Family.PROJECT, "build", "seconds", "result"),
    BUILDS_FINISHED(Kind.COUNT, Family.JOB, "finished", "", "result"),
    STAGE_DURATION(Kind.DISTRIBUTION, Family.PROJECT, "stage", "seconds", "stage", "result"),
    AGENT_BOOT(Kind.DISTRIBUTION, Family.NODE, "boot", "seconds", "label"),
    AGENT_IDLE(Kind.DISTRIBUTION, Family.NODE, "idle-time", "seconds", "label"),
    AGENT_DISCONNECTS(Kind.COUNT, Family.JOB, "agent-disconnects", "", "cause"),
    AGENTS(Kind.LEVEL, Family.NODE, "agents", "", "state"),
    PROVISIONING_FAILURES(Kind.COUNT, Family.JOB, "provisioning-failures", "", "reason"),
    RECORDED(Kind.DISTRIBUTION, Family.PROJECT, "recorded", "", "metric"),
    LOG_LAG_BYTES(Kind.LEVEL, Family.PLUGINS, "log-lag-bytes", "", "target"),
    LOG_LAG_SECONDS(Kind.LEVEL, Family.PLUGINS, "log-lag-seconds", "", "target"),
    METRICS_FOLDED(Kind.COUNT, Family.JOB, "metrics-folded", "", "why"),
    PUSH_WAITING_BYTES(Kind.LEVEL, Family.PLUGINS, "push-waiting-bytes", ""),
    PUSH_LOST_POINTS(Kind.COUNT, Family.JOB, "push-lost-points", "", "why");

    private final Kind kind;
    private final Family family;
    private final String base;
    private final String unit;
    private final List<String> tags;

    Measure(Kind kind, Family family, String base, String unit, String... tags) {
        this.kind = kind;
        this.family = family;
        this.base = base;
        this.unit = unit;
        this.tags = List.of(tags);
    }

    public Kind kind() {
        return kind;
    }

    public Family family() {
        return family;
    }

    /** What names of its series begin with after the family's prefix. */
    String base() {
        return base;
    }

    /** Keys of the tags its series have, in the order of their values in a name; {@link #RECORDED} may have more. */
    public List<String> tags() {
        return tags;
    }

    /** In Prometheus' text and, for events, in line protocol. */
    public String measurement() {
        String name = "jenkins_" + name().toLowerCase(Locale.ROOT);
        return unit.isEmpty() ? name : name + '_' + unit;
    }
}
