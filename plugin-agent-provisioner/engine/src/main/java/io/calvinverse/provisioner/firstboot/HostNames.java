package io.calvinverse.provisioner.firstboot;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Host names as Calvinverse's images give them: Linux {@code cv-<short>-<major>-<minor>-<patch>-<16 characters>}, Windows
 * {@code cv<4 letters at most>-<major><minor><patch>-<3 letters>}, at most 15 characters, the most NetBIOS takes. The last
 * part is a function of the machine's name, so that a machine is told the same name however often its medium is made.
 * Three letters do not tell every Windows machine from every other; the agent's name does.
 */
public final class HostNames {
    /** RFC 1035 §2.3.4. */
    static final int LONGEST_LINUX = 63;
    /** A NetBIOS name has 16 bytes, the last of which is its type. */
    static final int LONGEST_WINDOWS = 15;

    private static final int LINUX_RANDOM = 16;
    private static final int WINDOWS_RANDOM = 3;
    private static final int WINDOWS_ACRONYM = 4;
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+).*");

    private HostNames() {}

    /**
     * The host name of a machine; lower-case, a DNS label.
     *
     * @param machine its unique name
     * @param image short name of what it is made from; what no host name can hold is left out
     * @param version of the image, three numbers first; others count as 0.0.0
     */
    public static String of(Guest guest, String machine, String image, String version) {
        Matcher numbers = VERSION.matcher(version);
        boolean semantic = numbers.matches();
        String major = semantic ? numbers.group(1) : "0";
        String minor = semantic ? numbers.group(2) : "0";
        String patch = semantic ? numbers.group(3) : "0";
        String random = letters(machine);
        if (guest == Guest.WINDOWS) {
            String head = "cv" + plain(image, WINDOWS_ACRONYM) + '-';
            String tail = '-' + random.substring(0, WINDOWS_RANDOM);
            String digits = major + minor + patch;
            int room = LONGEST_WINDOWS - head.length() - tail.length();
            return head + digits.substring(0, Math.min(room, digits.length())) + tail;
        }
        String tail = String.join("-", "", major, minor, patch, random.substring(0, LINUX_RANDOM));
        int room = LONGEST_LINUX - "cv-".length() - LINUX_RANDOM - 1;
        if (tail.length() > LONGEST_LINUX - "cv-a".length()) {
            tail = "-0-0-0-" + random.substring(0, LINUX_RANDOM);
        }
        return "cv-" + plain(image, Math.min(room, LONGEST_LINUX - "cv-".length() - tail.length())) + tail;
    }

    private static String plain(String text, int limit) {
        String plain = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return plain.isEmpty() ? "a" : plain.substring(0, Math.min(limit, plain.length()));
    }

    /** Letters alone: no host name may look like a number. */
    private static String letters(String machine) {
        StringBuilder letters = new StringBuilder();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(machine.getBytes(StandardCharsets.UTF_8));
            for (byte b : hash) {
                letters.append((char) ('a' + (b & 0xff) % 26));
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        return letters.toString();
    }
}
