package io.jenkins.plugins.calvinverse.logs.pipeline;

import hudson.model.Run;

/** What stays of a build when its job is renamed or moved, and is no other's within this controller. */
public final class Identity {
    private Identity() {}

    public static String of(Run<?, ?> run) {
        return "build:" + run.getTimeInMillis() + '-' + run.getQueueId() + '-' + run.getNumber();
    }

    /** What the identities of files that a build streams begin with. */
    public static String ofFiles(String build) {
        return "file:" + build.replace(':', '-') + '-';
    }

    /** Whether it is that of a build; other things are spooled, too. */
    public static boolean isBuild(String identity) {
        return identity.startsWith("build:");
    }
}
