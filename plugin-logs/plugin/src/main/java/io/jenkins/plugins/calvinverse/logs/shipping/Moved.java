package io.jenkins.plugins.calvinverse.logs.shipping;

import hudson.model.Job;
import hudson.model.Run;
import io.calvinverse.logs.spool.SpooledBuild;
import io.jenkins.plugins.calvinverse.logs.pipeline.Identity;

/** The builds of a job under its former name. By the clockwork. */
final class Moved {
    private final Depot depot;
    private final String formerName;

    Moved(Depot depot, String formerName) {
        this.depot = depot;
        this.formerName = formerName;
    }

    /** Only builds that wait are loaded. */
    void to(Job<?, ?> job) {
        String before = formerName + '#';
        for (SpooledBuild each : depot.spool().builds()) {
            String name = each.facts().name();
            if (!Identity.isBuild(each.facts().identity()) || !name.startsWith(before)) {
                continue;
            }
            Run<?, ?> run = job.getBuildByNumber(Integer.parseInt(name.substring(before.length())));
            if (run != null && run.getTimeInMillis() == each.facts().started()) {
                depot.moved(each, run);
            }
        }
    }
}
