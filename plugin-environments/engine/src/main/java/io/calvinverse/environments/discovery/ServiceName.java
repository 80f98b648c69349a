package io.calvinverse.environments.discovery;

import java.io.Serializable;

/**
 * A service as the configuration keys name it: {@code tag.service}, as in {@code active.builds}. What is asked for by that name
 * is completed by the environment; nothing in the keys holds the domain.
 *
 * @param tag an instance must have, or empty for any instance
 * @param service name of it
 */
public record ServiceName(String tag, String service) implements Serializable {

    private static final long serialVersionUID = 1;

    public ServiceName {
        if (service.isBlank()) {
            throw new IllegalArgumentException("a service has a name, such as 'artefacts'");
        }
    }

    /**
     * From the value of a key {@code …/host}.
     *
     * @throws IllegalArgumentException when it is no {@code tag.service} or {@code service}
     */
    public static ServiceName parse(String host) {
        String[] parts = host.strip().split("\\.", -1);
        if (parts.length > 2 || parts[0].isBlank() || parts[parts.length - 1].isBlank()) {
            throw new IllegalArgumentException(
                    "'%s' is no tag.service, as in 'active.builds'; the domain is added by whoever reads it, leave it away"
                            .formatted(host));
        }
        return parts.length == 2 ? new ServiceName(parts[0], parts[1]) : new ServiceName("", parts[0]);
    }

    /** Its name in Consul's DNS: {@code active.builds.service.consulverse}. */
    public String host(String domain) {
        return this + ".service." + domain.replaceAll("^\\.+|\\.+$", "");
    }

    /** {@code tag.service}. */
    @Override
    public String toString() {
        return tag.isEmpty() ? service : tag + "." + service;
    }
}
