package io.calvinverse.provisioner.fleet;

import java.time.Duration;
import java.util.Map;

/**
 * What machines of one kind are like, as configured now.
 *
 * @param name unique in its fleet
 * @param provider id of the provider that makes its machines
 * @param image image version; machines of another version are replaced as they become idle
 * @param executors builds at once, at least 1
 * @param maxUses builds until a machine is replaced, 0 for no limit
 * @param spare idle machines kept ready beyond what the queue asks for
 * @param cap most machines at once, those being created and destroyed included
 * @param idle how long a machine beyond the spare ones may be idle
 * @param lease how long a machine may take new builds, from its planning
 * @param limits time limits of the phases
 * @param settings passed to the provider as they are
 * @param environment name of the environment its machines become members of; empty for none
 */
public record TemplateSpec(
        String name,
        String provider,
        String image,
        int executors,
        int maxUses,
        int spare,
        int cap,
        Duration idle,
        Duration lease,
        Limits limits,
        Map<String, String> settings,
        String environment) {

    /** Without an environment. */
    public TemplateSpec(
            String name,
            String provider,
            String image,
            int executors,
            int maxUses,
            int spare,
            int cap,
            Duration idle,
            Duration lease,
            Limits limits,
            Map<String, String> settings) {
        this(name, provider, image, executors, maxUses, spare, cap, idle, lease, limits, settings, "");
    }

    /** Checks the numbers and copies the map. */
    public TemplateSpec {
        if (executors < 1 || maxUses < 0 || spare < 0 || cap < 1 || spare > cap) {
            throw new IllegalArgumentException("template " + name
                    + ": needs executors ≥ 1, uses ≥ 0, cap ≥ 1 and 0 ≤ spare ≤ cap, but has executors " + executors
                    + ", uses " + maxUses + ", spare " + spare + ", cap " + cap);
        }
        settings = Map.copyOf(settings);
    }

    /**
     * How long a machine may stay where it is.
     *
     * @param create from the intent to the provider's confirmation
     * @param boot from the confirmation to the first sign of life: the agent's first connection, or, in an environment,
     *     the machine's registration there
     * @param offline from the loss of the agent's connection to giving the machine up
     * @param connect from the registration in the environment to the agent's first connection
     */
    public record Limits(Duration create, Duration boot, Duration offline, Duration connect) {
        /** Without an environment. */
        public Limits(Duration create, Duration boot, Duration offline) {
            this(create, boot, offline, boot);
        }
    }
}
