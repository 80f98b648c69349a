package io.calvinverse.artefacts.artefact;

import java.util.Locale;

/** What became of an artefact. */
public enum Outcome {
    /** It was not there, now it is. */
    PUBLISHED,
    /** It was there, equal. */
    PRESENT,
    /** It was there with another content, and stays ({@code onConflict: 'skip'}). */
    SKIPPED,
    /** It was there with another content, and was replaced ({@code onConflict: 'overwrite'}). */
    OVERWRITTEN,
    /** A dry run: it would be published. */
    PLANNED;

    /** Its name in receipts. */
    public String symbol() {
        return name().toLowerCase(Locale.ROOT);
    }
}
