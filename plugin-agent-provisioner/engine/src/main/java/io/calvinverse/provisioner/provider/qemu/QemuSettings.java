package io.calvinverse.provisioner.provider.qemu;

import io.calvinverse.provisioner.firstboot.DataDisk;
import io.calvinverse.provisioner.provider.ProviderException;
import io.calvinverse.provisioner.provider.ProviderException.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A template's settings for {@link QemuProvider}.
 *
 * @param cpus key {@code cpus}, 1 where absent
 * @param memory in MiB, key {@code memory}, 1024 where absent
 * @param disks key {@code disks}, none where absent
 * @param network {@code user} where absent, or {@code bridge:NAME}
 * @param medium {@code dvd} where absent, or {@code nocloud}
 * @param accelerator {@code auto} where absent, {@code kvm} or {@code tcg}
 * @param clock what the machine's clock starts from: {@code utc} where absent, {@code localtime}, or a time of ISO 8601
 * @param login whether somebody may log in: {@code closed} where absent, or {@code open}
 * @param append added to the command line of a kernel that is started directly
 */
public record QemuSettings(
        int cpus,
        int memory,
        List<DataDisk> disks,
        String network,
        String medium,
        String accelerator,
        String clock,
        boolean login,
        String append) {
    private static final Set<String> KEYS = new TreeSet<>(
            Set.of("cpus", "memory", "disks", "network", "medium", "accelerator", "clock", "login", "append"));
    private static final Pattern NETWORK = Pattern.compile("user|bridge:[A-Za-z0-9][A-Za-z0-9_.-]{0,14}");
    private static final Pattern CLOCK = Pattern.compile("utc|localtime|\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}");

    /** Copies the list. */
    public QemuSettings {
        disks = List.copyOf(disks);
    }

    /** Whether the machine is in a network of its own, from where it reaches the host at {@link Network#HOST}. */
    boolean userNetwork() {
        return network.equals("user");
    }

    boolean noCloud() {
        return medium.equals("nocloud");
    }

    /**
     * Reads a template's settings.
     *
     * @throws ProviderException of kind REFUSED that names the key, what is wrong and what is right
     */
    public static QemuSettings of(Map<String, String> settings) throws ProviderException {
        for (String key : settings.keySet()) {
            if (!KEYS.contains(key)) {
                throw refused("the setting '" + key + "' is not known; there are " + String.join(", ", KEYS));
            }
        }
        return new QemuSettings(
                number(settings, "cpus", 1, 1, 256),
                number(settings, "memory", 1024, 64, 4 << 20),
                disks(settings.getOrDefault("disks", "")),
                matching(settings, "network", "user", NETWORK, "user or bridge:NAME, for example bridge:br0"),
                matching(settings, "medium", "dvd", Pattern.compile("dvd|nocloud"), "dvd or nocloud"),
                matching(settings, "accelerator", "auto", Pattern.compile("auto|kvm|tcg"), "auto, kvm or tcg"),
                matching(settings, "clock", "utc", CLOCK, "utc, localtime or a time like 2026-01-31T12:00:00"),
                matching(settings, "login", "closed", Pattern.compile("closed|open"), "closed or open")
                        .equals("open"),
                settings.getOrDefault("append", ""));
    }

    private static int number(Map<String, String> settings, String key, int otherwise, int least, int most)
            throws ProviderException {
        String value = settings.getOrDefault(key, Integer.toString(otherwise));
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new ProviderException(
                    Kind.REFUSED, "the setting " + key + " is '" + value + "'; it takes a whole number", e);
        }
        throw refused("the setting " + key + " is " + value + "; it takes " + least + " to " + most);
    }

    private static List<DataDisk> disks(String value) throws ProviderException {
        try {
            return DataDisk.parse(value);
        } catch (IllegalArgumentException e) {
            throw new ProviderException(Kind.REFUSED, "the setting disks: " + e.getMessage(), e);
        }
    }

    private static String matching(
            Map<String, String> settings, String key, String otherwise, Pattern pattern, String right)
            throws ProviderException {
        String value = settings.getOrDefault(key, otherwise);
        if (!pattern.matcher(value).matches()) {
            throw refused("the setting " + key + " is '" + value + "'; it takes " + right);
        }
        return value;
    }

    private static ProviderException refused(String text) {
        return new ProviderException(Kind.REFUSED, text);
    }
}
