package io.calvinverse.provisioner.machine;

import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Names for machines: the template's name and 65 random bits. They must be neither guessable nor used twice, because
 * the secret of an inbound agent is a function of its name alone and never expires. Not thread-safe unless the random
 * source is.
 */
public final class MachineNames {
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int RANDOM_CHARACTERS = 13;
    private static final int PREFIX_CHARACTERS = 32;

    private final RandomGenerator random;

    /** @param random a cryptographic source, except in simulations */
    public MachineNames(RandomGenerator random) {
        this.random = random;
    }

    /** A new name: lower-case letters, digits and dashes, at most 46 characters, a valid DNS label. */
    public String next(String template) {
        StringBuilder name = new StringBuilder(prefix(template)).append('-');
        long bits = random.nextLong();
        for (int i = 0; i < RANDOM_CHARACTERS - 1; i++) {
            name.append(ALPHABET.charAt((int) (bits & 31)));
            bits >>>= 5;
        }
        name.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        return name.toString();
    }

    private static String prefix(String template) {
        StringBuilder clean = new StringBuilder();
        for (char c : template.toLowerCase(Locale.ROOT).toCharArray()) {
            boolean plain = c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
            boolean dash = clean.isEmpty() || clean.charAt(clean.length() - 1) == '-';
            if (clean.length() < PREFIX_CHARACTERS && (plain || !dash)) {
                clean.append(plain ? c : '-');
            }
        }
        boolean dash = !clean.isEmpty() && clean.charAt(clean.length() - 1) == '-';
        clean.setLength(clean.length() - (dash ? 1 : 0));
        return clean.isEmpty() ? "agent" : clean.toString();
    }
}
