package io.calvinverse.environments.vault;

import java.util.Objects;

/** A Vault token. Not a record: its value must not get into a log by {@code toString}. Immutable. */
public final class Token {

    private final String value;

    private Token(String value) {
        this.value = value;
    }

    /**
     * @param value what Vault issued, for instance {@code hvs.…}
     * @throws IllegalArgumentException if it is empty or holds what an HTTP header cannot
     */
    public static Token of(String value) {
        String trimmed = value.strip();
        if (trimmed.isEmpty() || !trimmed.chars().allMatch(each -> each > ' ' && each < 127)) {
            throw new IllegalArgumentException(
                    "what was given as a Vault token is empty or holds characters no token has;"
                            + " look at the credential it comes from");
        }
        return new Token(trimmed);
    }

    /** In clear: for the header of a request and for sealed storage only. */
    public String value() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Token token && token.value.equals(value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(value);
    }

    @Override
    public String toString() {
        return "(a Vault token)";
    }
}
