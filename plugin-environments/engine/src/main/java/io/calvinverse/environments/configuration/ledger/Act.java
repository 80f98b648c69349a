package io.calvinverse.environments.configuration.ledger;

import io.calvinverse.environments.configuration.release.Version;
import java.time.Instant;

/**
 * Somebody writes a release.
 *
 * @param id of this act, used once
 * @param sequence counts the acts of a stream, from 1
 * @param manifest id of the manifest that is written
 * @param previous version before; empty when there was none
 * @param origin environment a promotion comes from; empty otherwise
 * @param by who, as given by the caller: a build, a person
 */
public record Act(
        String id,
        long sequence,
        Kind kind,
        Version version,
        String manifest,
        String commit,
        String author,
        String previous,
        String origin,
        String by,
        Instant since) {

    /** For people: {@code release 1.4.0 (commit ab12, by deploy #7)}. */
    public String title() {
        return (kind == Kind.ROLLBACK ? "rollback to " : "release ") + version + " ("
                + (commit.isEmpty() ? "" : "commit " + commit + ", ") + "by " + by + ")";
    }
}
