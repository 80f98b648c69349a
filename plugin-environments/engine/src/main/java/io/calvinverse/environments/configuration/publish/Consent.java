package io.calvinverse.environments.configuration.publish;

/** @param overwrite edits of other hands, also such as happen while the release is written */
public record Consent(boolean overwrite) {
    public static final Consent NONE = new Consent(false);
    public static final Consent OVERWRITE = new Consent(true);
}
