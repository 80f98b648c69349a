package io.calvinverse.environments.consul;

import java.time.Duration;

/**
 * An answer with what Consul says about its freshness.
 *
 * @param value the answer
 * @param index of the data, {@code X-Consul-Index}; what a blocking query continues from. At least 1
 * @param leaderKnown whether the server that answered knew a leader, {@code X-Consul-KnownLeader}
 * @param lastContact how long ago that server last heard of the leader, {@code X-Consul-LastContact}; zero from the leader itself
 */
public record Indexed<T>(T value, long index, boolean leaderKnown, Duration lastContact) {}
