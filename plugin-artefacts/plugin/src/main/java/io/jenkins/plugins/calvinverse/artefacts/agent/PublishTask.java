package io.jenkins.plugins.calvinverse.artefacts.agent;

import hudson.Util;
import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.Format;
import io.calvinverse.artefacts.artefact.Receipt;
import io.calvinverse.artefacts.plan.Plan;
import io.calvinverse.artefacts.publish.OnConflict;
import io.calvinverse.artefacts.publish.Publisher;
import io.calvinverse.artefacts.publish.Terms;
import io.jenkins.plugins.calvinverse.artefacts.destination.Place;
import io.jenkins.plugins.calvinverse.artefacts.selection.Selection;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import jenkins.MasterToSlaveFileCallable;

/** Publishes from the agent. An interrupt on the controller interrupts it here. */
public final class PublishTask extends MasterToSlaveFileCallable<ArrayList<Result>> {
    private static final long serialVersionUID = 1;

    private final Place place;
    private final ArrayList<Selection> selections;
    private final OnConflict onConflict;
    private final boolean dryRun;
    private final int parallel;
    private final boolean fingerprint;
    private final TaskListener listener;

    public PublishTask(
            Place place, List<Selection> selections, Terms terms, boolean fingerprint, TaskListener listener) {
        this.place = place;
        this.selections = new ArrayList<>(selections);
        this.onConflict = terms.onConflict();
        this.dryRun = terms.dryRun();
        this.parallel = terms.parallel();
        this.fingerprint = fingerprint;
        this.listener = listener;
    }

    @Override
    public ArrayList<Result> invoke(File workspace, VirtualChannel channel) throws IOException, InterruptedException {
        Path scratch = Files.createTempDirectory("calvinverse-artefacts");
        ExecutorService threads = Threads.fixed(parallel);
        try {
            Map<Format, Plan> plans = new EnumMap<>(Format.class);
            Selections found = new Selections(workspace.toPath(), scratch);
            for (Selection each : selections) {
                plans.computeIfAbsent(each.format(), format -> new Plan()).add(found.artefacts(each));
            }
            for (Format each : plans.keySet()) {
                Repositories.require(place, each);
            }
            ArrayList<Result> results = new ArrayList<>();
            for (Map.Entry<Format, Plan> each : plans.entrySet()) {
                results.addAll(publish(each.getKey(), each.getValue().artefacts(), threads));
            }
            return results;
        } finally {
            threads.shutdownNow();
            Util.deleteRecursive(scratch.toFile());
        }
    }

    private List<Result> publish(Format format, List<Artefact> artefacts, ExecutorService threads)
            throws IOException, InterruptedException {
        List<Receipt> receipts = new Publisher(threads)
                .publish(
                        Repositories.of(place, format),
                        artefacts,
                        new Terms(onConflict, dryRun, parallel),
                        new ProgressLog(listener.getLogger(), InstantSource.system()));
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < receipts.size(); i++) {
            File file = artefacts.get(i).content().file().toFile();
            results.add(new Result(receipts.get(i), fingerprint && !dryRun ? Util.getDigestOf(file) : ""));
        }
        listener.getLogger().flush();
        return results;
    }
}
