package io.jenkins.plugins.calvinverse.logs.shipping;

import hudson.model.Run;
import io.calvinverse.logs.spool.SpooledBuild;
import io.jenkins.plugins.calvinverse.logs.pipeline.Identity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Builds whose end nobody heard of: the controller was killed at that moment, or the build was deleted while it ran. Looks
 * only at builds that wait in the spool, never at others. One thread.
 */
final class Orphans {
    private Set<String> suspects = new HashSet<>();

    /** Those that were found without a running build twice. */
    List<SpooledBuild> among(Iterable<SpooledBuild> spooled, Running running) {
        Set<String> now = new HashSet<>();
        List<SpooledBuild> orphans = new ArrayList<>();
        for (SpooledBuild each : spooled) {
            String identity = each.facts().identity();
            if (each.ended() || !Identity.isBuild(identity) || running.has(identity)) {
                continue;
            }
            Run<?, ?> run = Run.fromExternalizableId(each.facts().name());
            if (run == null || !run.isLogUpdated() || !Identity.of(run).equals(identity)) {
                now.add(identity);
                if (suspects.contains(identity)) {
                    orphans.add(each);
                }
            }
        }
        suspects = now;
        return orphans;
    }
}
