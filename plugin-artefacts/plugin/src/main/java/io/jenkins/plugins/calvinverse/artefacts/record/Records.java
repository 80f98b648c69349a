package io.jenkins.plugins.calvinverse.artefacts.record;

import hudson.model.Fingerprint;
import hudson.model.Run;
import hudson.tasks.Fingerprinter;
import io.jenkins.plugins.calvinverse.artefacts.agent.Result;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;

/** Notes on the build what its steps did. Controller, any thread. */
public final class Records {

    /** One writer per build's action; nothing of the network happens inside. */
    private static final Object LOCK = new Object();

    private Records() {}

    public static void published(Run<?, ?> build, List<Result> results, boolean fingerprint) throws IOException {
        add(build, records(results), List.of());
        if (fingerprint) {
            fingerprint(build, results, true);
        }
    }

    public static void fetched(Run<?, ?> build, List<Result> results) throws IOException {
        add(build, List.of(), records(results));
        fingerprint(build, results, false);
    }

    /** What is known of the build so far; never null. */
    public static ArtefactsAction of(Run<?, ?> build) {
        ArtefactsAction action = build.getAction(ArtefactsAction.class);
        return action == null ? new ArtefactsAction(List.of(), List.of()) : action;
    }

    private static List<ArtefactRecord> records(List<Result> results) {
        return results.stream().map(each -> new ArtefactRecord(each.receipt())).toList();
    }

    private static void add(Run<?, ?> build, List<ArtefactRecord> published, List<ArtefactRecord> fetched)
            throws IOException {
        synchronized (LOCK) {
            build.addOrReplaceAction(of(build).with(published, fetched));
        }
        build.save();
    }

    private static void fingerprint(Run<?, ?> build, List<Result> results, boolean made) throws IOException {
        Map<String, String> sums = new LinkedHashMap<>();
        for (Result each : results) {
            if (!each.md5().isEmpty()) {
                String name = each.receipt().coordinates().name().replaceAll(".*/", "");
                Fingerprint print =
                        Jenkins.get().getFingerprintMap().getOrCreate(made ? build : null, name, each.md5());
                print.addFor(build);
                sums.put(name, each.md5());
            }
        }
        synchronized (LOCK) {
            Fingerprinter.FingerprintAction known = build.getAction(Fingerprinter.FingerprintAction.class);
            if (known == null) {
                build.addAction(new Fingerprinter.FingerprintAction(build, sums));
            } else {
                known.add(sums);
            }
        }
        build.save();
    }
}
