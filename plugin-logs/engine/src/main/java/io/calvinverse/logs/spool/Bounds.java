package io.calvinverse.logs.spool;

import java.time.Duration;

/**
 * How much may be kept for targets that do not take it. Only builds that have ended are given up, the oldest first.
 *
 * @param bytes of logs altogether
 * @param age since a build's log began
 */
public record Bounds(long bytes, Duration age) {}
