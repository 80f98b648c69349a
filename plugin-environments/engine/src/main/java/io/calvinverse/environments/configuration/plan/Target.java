package io.calvinverse.environments.configuration.plan;

import io.calvinverse.environments.configuration.ledger.Kind;
import io.calvinverse.environments.configuration.release.Manifest;
import io.calvinverse.environments.configuration.release.Release;
import io.calvinverse.environments.configuration.store.Content;
import java.util.HashMap;
import java.util.Map;

/**
 * What an environment's configuration is to become, and why.
 *
 * @param contents values by digest; those that the environment has already may be missing
 * @param origin environment a promotion comes from, else empty
 */
public record Target(Kind kind, Manifest manifest, Map<String, Content> contents, String origin) {
    public Target {
        contents = Map.copyOf(contents);
    }

    /** A release from its sources. */
    public static Target of(Release release) {
        return of(Kind.PUBLISH, release, "");
    }

    /** A release with all its values. */
    public static Target of(Kind kind, Release release, String origin) {
        Map<String, Content> contents = new HashMap<>();
        release.items().forEach(item -> contents.put(item.content().digest(), item.content()));
        return new Target(kind, release.manifest(), contents, origin);
    }
}
