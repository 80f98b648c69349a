package io.jenkins.plugins.calvinverse.environments.spi;

import java.io.Serializable;
import java.util.Objects;

/**
 * The environment that {@code withEnvironment} pins for the steps inside, of this plugin and of others:
 * {@code context.get(PinnedEnvironment.class)}. It is written with the state of the build; whether the environment still
 * exists and is allowed is looked at when it is used.
 */
public final class PinnedEnvironment implements Serializable {
    private static final long serialVersionUID = 1;

    private final String name;

    public PinnedEnvironment(String name) {
        this.name = Objects.requireNonNull(name);
    }

    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }
}
