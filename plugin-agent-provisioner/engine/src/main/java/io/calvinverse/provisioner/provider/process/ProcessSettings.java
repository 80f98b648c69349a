package io.calvinverse.provisioner.provider.process;

import io.calvinverse.provisioner.provider.ProviderException;
import io.calvinverse.provisioner.provider.ProviderException.Kind;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A template's settings for {@link ProcessProvider}.
 *
 * @param heap most heap of the agent, as {@code -Xmx} takes it; key {@code heap}, 96m where absent
 * @param jar started with the arguments of a Swarm client in place of the Swarm client, for trials of the provider
 *     itself; key {@code jar}, null where absent
 * @param environment added to the agent's environment; keys {@code environment.NAME}
 */
public record ProcessSettings(String heap, Path jar, Map<String, String> environment) {
    private static final String DEFAULT_HEAP = "96m";
    private static final Pattern HEAP = Pattern.compile("[1-9][0-9]{0,8}[kKmMgG]");
    private static final String ENVIRONMENT = "environment.";
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Copies the map. */
    public ProcessSettings {
        environment = Map.copyOf(environment);
    }

    /**
     * Reads a template's settings.
     *
     * @throws ProviderException of kind REFUSED that names the key, what is wrong and what is right
     */
    public static ProcessSettings of(Map<String, String> settings) throws ProviderException {
        String heap = DEFAULT_HEAP;
        Path jar = null;
        Map<String, String> environment = new TreeMap<>();
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            String key = setting.getKey();
            if (key.equals("heap")) {
                heap = heap(setting.getValue());
            } else if (key.equals("jar")) {
                jar = jar(setting.getValue());
            } else if (key.startsWith(ENVIRONMENT)) {
                environment.put(variable(key), setting.getValue());
            } else {
                throw refused("the setting '" + key + "' is not known; there are heap, jar and environment.NAME");
            }
        }
        return new ProcessSettings(heap, jar, environment);
    }

    private static String heap(String value) throws ProviderException {
        if (!HEAP.matcher(value).matches()) {
            throw refused("the setting heap is '" + value + "'; it takes a number and k, m or g, for example 96m");
        }
        return value;
    }

    private static Path jar(String value) throws ProviderException {
        try {
            Path jar = Path.of(value);
            if (jar.isAbsolute()) {
                return jar;
            }
        } catch (InvalidPathException e) {
            throw new ProviderException(Kind.REFUSED, "the setting jar is no path: " + e.getMessage(), e);
        }
        throw refused("the setting jar is '" + value + "'; it takes an absolute path");
    }

    private static String variable(String key) throws ProviderException {
        String name = key.substring(ENVIRONMENT.length());
        if (!VARIABLE.matcher(name).matches() || name.startsWith(Marker.PREFIX)) {
            throw refused("the setting '" + key + "' names no environment variable that may be set; take letters, "
                    + "digits and underscores, and no name that starts with " + Marker.PREFIX);
        }
        return name;
    }

    private static ProviderException refused(String text) {
        return new ProviderException(Kind.REFUSED, text);
    }
}
