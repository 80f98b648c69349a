package io.calvinverse.artefacts.nexus;

import io.calvinverse.artefacts.artefact.Format;
import java.util.Locale;

/**
 * A repository as Nexus lists it.
 *
 * @param format Nexus' own word, for instance {@code maven2}
 * @param type {@code hosted}, {@code proxy} or {@code group}
 */
public record NexusRepository(String name, String format, String type, String url) {

    /** Whether uploads can go there. */
    public boolean isHosted() {
        return type.equals("hosted");
    }

    public boolean holds(Format wanted) {
        return format.equals(word(wanted));
    }

    static String word(Format format) {
        return format == Format.MAVEN ? "maven2" : format.name().toLowerCase(Locale.ROOT);
    }
}
