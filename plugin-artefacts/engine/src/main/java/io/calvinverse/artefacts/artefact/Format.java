package io.calvinverse.artefacts.artefact;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** How a repository arranges what it holds. */
public enum Format {
    /** Any file below a path; ZIP bundles too. */
    RAW(Algorithm.SHA1),
    /** Maven 2 layout. */
    MAVEN(Algorithm.MD5, Algorithm.SHA1, Algorithm.SHA512),
    NPM(Algorithm.SHA1, Algorithm.SHA512),
    NUGET(Algorithm.SHA512),
    /** Images of an OCI registry. */
    DOCKER;

    private final Set<Algorithm> algorithms = EnumSet.of(Algorithm.SHA256);

    Format(Algorithm... more) {
        algorithms.addAll(Set.of(more));
    }

    /** The digests its protocols speak of, and always SHA-256. */
    public Set<Algorithm> algorithms() {
        return Set.copyOf(algorithms);
    }

    /** Its name in pipelines, messages and receipts. */
    public String symbol() {
        return name().toLowerCase(Locale.ROOT);
    }
}
