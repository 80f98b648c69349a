package io.jenkins.plugins.calvinverse.logs.metrics.backfill;

import hudson.Extension;
import hudson.cli.CLICommand;
import jenkins.model.Jenkins;
import org.kohsuke.args4j.Option;

/** {@code backfill-metrics --from 2026-01-01 --to 2026-01-31}: sends the points of builds again, and returns when they are on their way. */
@Extension
public class BackfillCommand extends CLICommand {

    @Option(
            name = "--from",
            required = true,
            usage = "day or time (2026-01-31, 2026-01-31T12:00:00Z) of the first builds")
    private String from;

    @Option(name = "--to", usage = "day or time of the last builds; now without it")
    private String to;

    @Option(name = "--job", usage = "full name of the job; all jobs without it")
    private String job;

    @Override
    public String getName() {
        return "backfill-metrics";
    }

    @Override
    public String getShortDescription() {
        return Messages.BackfillCommand_ShortDescription();
    }

    @Override
    protected int run() throws InterruptedException {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        long builds = Backfill.run(Period.parse(from, to), Backfill.jobs(job));
        stdout.println(Messages.Backfill_Done(builds));
        return 0;
    }
}
