package io.jenkins.plugins.calvinverse.artefacts.trigger;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import hudson.model.CauseAction;
import hudson.model.Job;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.calvinverse.artefacts.arrival.Arrival;
import io.calvinverse.artefacts.arrival.ArrivalBook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.model.ParameterizedJobMixIn;

/**
 * Notes what arrived and starts the jobs that want it; what has not started when the controller ends, is started by the next. One thread
 * of its own does all of it, in order.
 */
@Extension
public class Arrivals {
    private static final Logger LOGGER = Logger.getLogger(Arrivals.class.getName());
    private static final int BUILDS_TO_LOOK_AT = 50;

    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "arrivals of artefacts");
        thread.setDaemon(true);
        return thread;
    });
    private ArrivalBook book;

    public static Arrivals get() {
        return ExtensionList.lookupSingleton(Arrivals.class);
    }

    /** What an earlier controller left. The queue was loaded before. */
    void resume() {
        submit(() -> {
            for (ArrivalBook.Pending each : book().pending()) {
                start(each);
            }
            return 0;
        });
    }

    @Terminator
    public static void end() {
        // None is there when Jenkins did not come up.
        ExtensionList.lookup(Arrivals.class).forEach(each -> each.writer.shutdown());
    }

    private ArrivalBook book() throws IOException {
        if (book == null) {
            book = ArrivalBook.open(
                    Path.of(Jenkins.get().getRootDir().getPath(), "calvinverse-artefacts", "arrivals.json"));
        }
        return book;
    }

    /**
     * Any thread.
     *
     * @return done when they are on disk; how many were new. Their jobs start afterwards
     */
    Future<Integer> take(List<Arrival> arrivals) {
        return submit(() -> {
            List<ArrivalBook.Pending> fresh = book().take(arrivals);
            fresh.forEach(each -> submit(() -> start(each)));
            return fresh.size();
        });
    }

    /** A job started, or was taken from the queue. Any thread. */
    void left(String id, String job) {
        try {
            submit(() -> {
                book().started(id, job);
                return 0;
            });
        } catch (RejectedExecutionException e) {
            // Jenkins ends; the next controller sees that the build is there.
            LOGGER.log(Level.FINE, e, () -> "Not noted: start of " + job);
        }
    }

    private <T> Future<T> submit(Callable<T> task) {
        return writer.submit(() -> {
            try (ACLContext context = ACL.as2(ACL.SYSTEM2)) {
                return task.call();
            } catch (IOException | RuntimeException e) {
                LOGGER.log(Level.WARNING, e, () -> "Arrivals of artefacts: " + e.getMessage());
                throw e;
            }
        });
    }

    /** Those that want it, or those an earlier controller asked. */
    private int start(ArrivalBook.Pending pending) throws IOException {
        Set<String> jobs = new TreeSet<>();
        if (pending.jobs() != null) {
            jobs.addAll(pending.jobs());
        } else {
            for (Job<?, ?> each : Jenkins.get().allItems(Job.class)) {
                ArtefactTrigger trigger = ParameterizedJobMixIn.getTrigger(each, ArtefactTrigger.class);
                if (trigger != null && trigger.wants(pending.arrival())) {
                    jobs.add(each.getFullName());
                }
            }
            LOGGER.info(() -> pending.arrival() + " arrived; it starts " + jobs);
        }
        book().assign(pending.id(), jobs);
        for (String each : jobs) {
            if (!schedule(each, pending)) {
                book().started(pending.id(), each);
            }
        }
        return jobs.size();
    }

    /** @return whether its start is still to come */
    private static boolean schedule(String name, ArrivalBook.Pending pending) {
        Job<?, ?> job = Jenkins.get().getItemByFullName(name, Job.class);
        if (job == null) {
            return false;
        }
        for (Run<?, ?> each : job.getBuilds().limit(BUILDS_TO_LOOK_AT)) {
            ArrivalAction action = each.getAction(ArrivalAction.class);
            if (action != null && action.getId().equals(pending.id())) {
                return false;
            }
        }
        int quiet = job instanceof ParameterizedJobMixIn.ParameterizedJob<?, ?> own
                ? own.getQuietPeriod()
                : Jenkins.get().getQuietPeriod();
        Queue.Item item = ParameterizedJobMixIn.scheduleBuild2(
                job,
                quiet,
                new CauseAction(new ArrivalCause(pending.arrival().toString())),
                new ArrivalAction(pending.id(), pending.arrival()));
        if (item == null) {
            LOGGER.info(() -> name + " is not started for " + pending.arrival() + ": it is disabled");
        }
        return item != null;
    }
}
