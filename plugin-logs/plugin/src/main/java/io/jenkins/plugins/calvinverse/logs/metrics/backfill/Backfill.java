package io.jenkins.plugins.calvinverse.logs.metrics.backfill;

import hudson.Util;
import hudson.model.Job;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.calvinverse.logs.metrics.MetricsConfiguration;
import io.jenkins.plugins.calvinverse.logs.metrics.MetricsService;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/** Reads the records of finished builds and sends their points again. It reads files, and waits while the store is behind. */
public final class Backfill {
    private static final Logger LOGGER = Logger.getLogger(Backfill.class.getName());

    private Backfill() {}

    /**
     * Does it on another thread.
     *
     * @param job full name; empty for all
     * @throws IllegalArgumentException when nothing is pushed anywhere, or there is no such job
     */
    public static void start(Period period, String job) {
        List<Job<?, ?>> jobs = jobs(job);
        new NamingThreadFactory(new DaemonThreadFactory(), "Calvinverse metrics backfill")
                .newThread(() -> {
                    try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
                        long builds = run(period, jobs);
                        LOGGER.info(() -> Messages.Backfill_Done(builds));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (RuntimeException e) {
                        LOGGER.log(Level.WARNING, "Metrics of builds could not be sent again", e);
                    }
                })
                .start();
    }

    /** Those meant, by whoever asks. */
    @SuppressWarnings({"rawtypes", "unchecked"})
    static List<Job<?, ?>> jobs(String name) {
        if (MetricsConfiguration.get().getPush() == null) {
            throw new IllegalArgumentException(Messages.Backfill_NoPush());
        }
        if (Util.fixEmptyAndTrim(name) == null) {
            return (List) Jenkins.get().getAllItems(Job.class);
        }
        Job<?, ?> job = Jenkins.get().getItemByFullName(name.strip(), Job.class);
        if (job == null) {
            throw new IllegalArgumentException(Messages.Backfill_NoJob(name));
        }
        return List.of(job);
    }

    /** Returns the number of builds when all their points are on their way. */
    static long run(Period period, List<Job<?, ?>> jobs) throws InterruptedException {
        long builds = 0;
        for (Job<?, ?> job : jobs) {
            // A build that began before the period may have ended in it.
            for (Run<?, ?> run : job.getBuilds()) {
                long end = run.getStartTimeInMillis() + run.getDuration();
                if (end < period.from() && run.getTimeInMillis() < period.from()) {
                    break;
                }
                if (!run.isLogUpdated() && end >= period.from() && end < period.to()) {
                    MetricsService.get().resend(run);
                    builds++;
                }
            }
        }
        return builds;
    }
}
