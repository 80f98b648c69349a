package io.jenkins.plugins.calvinverse.logs.shipping;

import hudson.model.Computer;
import hudson.model.Executor;
import hudson.model.Queue;
import hudson.model.Run;
import io.jenkins.plugins.calvinverse.logs.pipeline.Facts;
import io.jenkins.plugins.calvinverse.logs.pipeline.Identity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;

/** The builds that run and are followed, each with its key in the spool. Any thread. */
final class Running {
    private static final Logger LOGGER = Logger.getLogger(Running.class.getName());

    /** A build and its key. */
    record Followed(Run<?, ?> run, String key, boolean elsewhere) {}

    private final Map<String, Followed> byIdentity = new ConcurrentHashMap<>();

    void add(Run<?, ?> run, String key) {
        byIdentity.put(Identity.of(run), new Followed(run, key, Facts.isElsewhere(run)));
    }

    void remove(Run<?, ?> run) {
        byIdentity.remove(Identity.of(run));
    }

    boolean has(String identity) {
        return byIdentity.containsKey(identity);
    }

    /** Null when it is not followed (yet). */
    String key(Run<?, ?> run) {
        Followed followed = byIdentity.get(Identity.of(run));
        return followed == null ? null : followed.key;
    }

    Collection<Followed> all() {
        return byIdentity.values();
    }

    /** Those whose log is not kept in a file. */
    List<Run<?, ?>> elsewhere() {
        List<Run<?, ?>> runs = new ArrayList<>();
        byIdentity.values().stream().filter(Followed::elsewhere).forEach(each -> runs.add(each.run));
        return runs;
    }

    /** Pipelines keep what they print in memory for up to ten seconds: asking for the log puts it into the file. */
    void flush() {
        for (Followed each : byIdentity.values()) {
            if (!each.elsewhere && each.run instanceof FlowExecutionOwner.Executable && each.run.isLogUpdated()) {
                try {
                    each.run.getLogText();
                } catch (RuntimeException e) {
                    LOGGER.log(Level.FINE, e, () -> "The log of " + each.run + " was not flushed; tried again");
                }
            }
        }
    }

    /** Builds that run now, followed or not. No build is loaded for that. */
    static List<Run<?, ?>> now() {
        List<Run<?, ?>> runs = new ArrayList<>();
        for (Computer computer : Jenkins.get().getComputers()) {
            for (Executor executor : computer.getAllExecutors()) {
                Queue.Executable executable = executor.getCurrentExecutable();
                if (executable instanceof Run<?, ?> run && run.isLogUpdated()) {
                    runs.add(run);
                }
            }
        }
        return runs;
    }
}
