package io.calvinverse.environments.configuration.release;

import io.calvinverse.environments.configuration.store.Content;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * By what a value is taken for a secret. Configuration is readable for every machine, its history is kept: a secret
 * belongs into Vault. Values that are templates ({@code {{ with secret …}}}) name a secret and hold none.
 */
public enum SecretSign {
    PRIVATE_KEY("private-key", "-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----"),
    VAULT_TOKEN("vault-token", "\\b(?:hv[sbr]\\.[A-Za-z0-9_-]{20,}|[sb]\\.[A-Za-z0-9]{24,26}\\b)"),
    CLOUD_KEY(
            "cloud-key",
            "\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b|\\bAIza[0-9A-Za-z_-]{35}\\b|\\bAccountKey=[A-Za-z0-9+/]{40,}"),
    FORGE_TOKEN(
            "forge-token",
            "\\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{30,}|glpat-[A-Za-z0-9_-]{16,}"
                    + "|xox[abprs]-[A-Za-z0-9-]{10,}|npm_[A-Za-z0-9]{30,}|oy2[a-z0-9]{43})"),
    JSON_WEB_TOKEN("json-web-token", "\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}"),
    PASSWORD_IN_URL("password-in-url", "\\b[a-z][a-z0-9+.-]{1,20}://[^\\s/@:]{1,100}:(?![<{$%*])[^\\s/@]{1,200}@"),
    PASSWORD_IN_TEXT(
            "password-in-text",
            "(?i)(?:password|passwd|pwd|secret|secret[_-]?key|api[_-]?key|access[_-]?key|auth[_-]?token|token)"
                    + "\"?\\s{0,5}(?:=>|[=:])\\s{0,5}[\"']?(?![\"']?(?:\\$|\\{|<|%|\\*|true\\b|false\\b|null\\b|none\\b))"
                    + "[^\\s\"',;&}{]{6,}"),
    /** The last part of the key says so. */
    NAME("secret-name", ""),
    /** The whole value is one long random word: a gossip key, a generated password. */
    RANDOM("random-value", "");

    private static final Pattern NAMED =
            Pattern.compile("(?i)(?:^|[._-])(?:password|passwd|pwd|passphrase|secret|token|api[_-]?key|private[_-]?key"
                    + "|access[_-]?key|secret[_-]?key|credentials?|encrypt)(?:$|[._-])");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9+/_=-]{22,512}");
    private static final int MOST_CHARACTERS = 512 * 1024;

    private final String label;
    private final Pattern pattern;

    SecretSign(String label, String pattern) {
        this.label = label;
        this.pattern = Pattern.compile(pattern);
    }

    /** Name of the rule, as an allowance spells it. */
    public String label() {
        return label;
    }

    /** The first sign that a value is a secret. */
    public static Optional<SecretSign> of(String key, Content content) {
        String text = content.text();
        String value = text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
        return List.of(values()).stream().filter(sign -> sign.shows(key, value)).findFirst();
    }

    private boolean shows(String key, String value) {
        return switch (this) {
            case NAME -> NAMED.matcher(key.substring(key.lastIndexOf('/') + 1)).find() && !isHarmless(value.strip());
            case RANDOM -> isRandom(value.strip());
            default -> pattern.matcher(value).find();
        };
    }

    private static boolean isHarmless(String value) {
        return value.isEmpty()
                || value.matches("true|false|[0-9]{1,5}")
                || value.contains("{{")
                || value.startsWith("$")
                || value.matches("secret/\\S+|[a-z-]+/creds/\\S+");
    }

    /** Letters of both cases and digits, with the variety of random ones; hexadecimal digests are not meant. */
    private static boolean isRandom(String value) {
        return WORD.matcher(value).matches()
                && value.chars().anyMatch(Character::isUpperCase)
                && value.chars().anyMatch(Character::isLowerCase)
                && value.chars().anyMatch(Character::isDigit)
                && (!value.contains("/") || value.endsWith("="))
                && bits(value) > 3.9;
    }

    private static double bits(String value) {
        int[] counts = new int[128];
        value.chars().forEach(c -> counts[c]++);
        double bits = 0;
        for (int count : counts) {
            if (count > 0) {
                double share = (double) count / value.length();
                bits -= share * Math.log(share) / Math.log(2);
            }
        }
        return bits;
    }
}
