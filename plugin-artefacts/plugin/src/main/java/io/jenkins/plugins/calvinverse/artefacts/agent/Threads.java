package io.jenkins.plugins.calvinverse.artefacts.agent;

import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads of one task on an agent. */
final class Threads {
    private Threads() {}

    static ExecutorService fixed(int number) {
        return Executors.newFixedThreadPool(
                number, new NamingThreadFactory(new DaemonThreadFactory(), "calvinverse artefacts"));
    }
}
