package io.calvinverse.environments.configuration.release;

/**
 * Says that a value that looks like a secret is none.
 *
 * @param key exactly
 * @param sign label of the rule that takes it for one
 */
public record Allowance(String key, String sign) {

    /** Reads {@code key=rule}. */
    public static Allowance of(String text) {
        int equals = text.lastIndexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("\"" + text
                    + "\" allows nothing; write the key and the rule, as in config/services/x/digest=random-value");
        }
        return new Allowance(text.substring(0, equals), text.substring(equals + 1));
    }
}
