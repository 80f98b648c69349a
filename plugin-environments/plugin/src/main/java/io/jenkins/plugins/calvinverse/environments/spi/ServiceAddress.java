package io.jenkins.plugins.calvinverse.environments.spi;

import java.io.Serializable;
import java.time.Instant;

/**
 * Where an instance of a service answers.
 *
 * @param host name or address, an IPv6 address without brackets
 * @param port 1 to 65535
 * @param asOf when that was certain
 * @param trouble why nothing newer is known; empty while all is well
 */
public record ServiceAddress(String host, int port, Instant asOf, String trouble) implements Serializable {}
