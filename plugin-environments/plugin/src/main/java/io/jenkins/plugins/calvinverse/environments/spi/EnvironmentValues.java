package io.jenkins.plugins.calvinverse.environments.spi;

import java.io.Serializable;

/**
 * An environment as other plugins see it.
 *
 * @param name of the environment, which is that of its Consul datacenter
 * @param domain of its Consul's DNS names, without dots around it
 */
public record EnvironmentValues(String name, String domain) implements Serializable {}
