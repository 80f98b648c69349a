package io.calvinverse.environments.configuration.plan;

import io.calvinverse.environments.configuration.ledger.Done;
import io.calvinverse.environments.configuration.ledger.Kind;
import io.calvinverse.environments.configuration.release.Version;
import java.util.List;

/** Which version may follow which: forward by publishing, back by a rollback alone, and never two under one name. */
final class Precedence {
    private Precedence() {}

    static List<String> refusals(Target target, Done current, List<Done> acts) {
        if (target.kind() == Kind.ROLLBACK) {
            return List.of();
        }
        Version version = target.manifest().version();
        String id = target.manifest().id();
        if (current != null && version.compareTo(current.act().version()) < 0) {
            return List.of("release " + version + " is older than the current "
                    + current.act().version() + "; go back with a rollback, or give it a higher version");
        }
        return acts.stream()
                .filter(act -> act.published()
                        && act.act().version().equals(version)
                        && !act.act().manifest().equals(id))
                .limit(1)
                .map(act -> "release " + version + " was published with other values on " + act.ended() + " ("
                        + act.act().title() + "); give this one another version")
                .toList();
    }
}
