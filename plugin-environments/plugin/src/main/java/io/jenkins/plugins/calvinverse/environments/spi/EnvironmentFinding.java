package io.jenkins.plugins.calvinverse.environments.spi;

import java.io.Serializable;
import java.util.Objects;

/**
 * What a build, a machine or a service will stumble over. A sentence is made of it: "SUBJECT FAULT (needed by NEEDED_BY); WAY_OUT".
 *
 * @param subject a key, path, service, repository, queue
 * @param fault what is wrong with it: {@code is missing}
 * @param neededBy who will stumble
 * @param wayOut what to do: {@code make it in Nexus}
 */
public record EnvironmentFinding(String subject, String fault, String neededBy, String wayOut) implements Serializable {
    public EnvironmentFinding {
        Objects.requireNonNull(subject);
        Objects.requireNonNull(fault);
        Objects.requireNonNull(neededBy);
        Objects.requireNonNull(wayOut);
    }
}
