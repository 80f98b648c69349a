package io.jenkins.plugins.calvinverse.provisioner.crash;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Builds that were started, one a job, and have to end well. */
final class Builds {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Controller controller;
    private final Map<String, Integer> running = new LinkedHashMap<>();

    Builds(Controller controller) {
        this.controller = controller;
    }

    /** A build that asks for the label of its job's name. */
    void start(String job) throws Throwable {
        running.put(
                job,
                controller.runRemotely(Inside::build, job, controller.place().build(job)));
    }

    /** Waits until its shell runs, such that it can resume. */
    void awaitShell(String job) throws Throwable {
        controller.awaitShell(LIMIT, job, running.get(job));
    }

    /** Lets them end and waits for it. */
    void end() throws Throwable {
        for (Map.Entry<String, Integer> build : running.entrySet()) {
            controller.place().go(build.getKey());
            controller.success(LIMIT, build.getKey(), build.getValue());
        }
        running.clear();
    }
}
