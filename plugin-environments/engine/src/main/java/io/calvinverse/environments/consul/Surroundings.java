package io.calvinverse.environments.consul;

import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;

/**
 * What watches take from outside.
 *
 * @param scheduler starts requests, which takes microseconds; one thread serves any number of watches
 * @param random spreads retries
 */
public record Surroundings(Clock clock, ScheduledExecutorService scheduler, RandomGenerator random) {}
