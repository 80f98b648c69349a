package io.jenkins.plugins.calvinverse.artefacts.agent;

import hudson.Util;
import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.Content;
import io.calvinverse.artefacts.artefact.Coordinates;
import io.calvinverse.artefacts.artefact.Format;
import io.calvinverse.artefacts.artefact.Receipt;
import io.calvinverse.artefacts.docker.DockerIntake;
import io.calvinverse.artefacts.fetch.Fetcher;
import io.calvinverse.artefacts.plan.FileSearch;
import io.calvinverse.artefacts.publish.OnConflict;
import io.calvinverse.artefacts.publish.Publisher;
import io.calvinverse.artefacts.publish.Terms;
import io.calvinverse.artefacts.repository.Progress;
import io.jenkins.plugins.calvinverse.artefacts.destination.Place;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import jenkins.MasterToSlaveFileCallable;

/** Copies artefacts from one repository to another, through the agent, each compared on both ways. */
public final class PromoteTask extends MasterToSlaveFileCallable<ArrayList<Result>> {
    private static final long serialVersionUID = 1;

    private final Place from;
    private final Place to;
    private final ArrayList<Wanted> artefacts;
    private final OnConflict onConflict;
    private final boolean dryRun;
    private final int parallel;
    private final TaskListener listener;

    public PromoteTask(Place from, Place to, List<Wanted> artefacts, Terms terms, TaskListener listener) {
        this.from = from;
        this.to = to;
        this.artefacts = new ArrayList<>(artefacts);
        this.onConflict = terms.onConflict();
        this.dryRun = terms.dryRun();
        this.parallel = terms.parallel();
        this.listener = listener;
    }

    @Override
    public ArrayList<Result> invoke(File workspace, VirtualChannel channel) throws IOException, InterruptedException {
        Path scratch = Files.createTempDirectory("calvinverse-promotion");
        ExecutorService threads = Threads.fixed(parallel);
        try {
            Coordinates first = artefacts.get(0).coordinates();
            Fetcher fetcher = new Fetcher(Repositories.of(from, first.format()));
            List<Artefact> fetched = new ArrayList<>();
            int number = 0;
            for (Wanted each : artefacts) {
                // Some formats name a file by its content alone: each gets a folder, and keeps its name.
                String name = each.coordinates().name().replaceAll(".*[/:]", "");
                Path file = scratch.resolve(String.valueOf(number++)).resolve(name);
                fetcher.fetch(each.coordinates(), file, each.sha256(), Progress.NONE);
                fetched.add(artefact(each.coordinates(), file));
            }
            Repositories.require(to, first.format());
            List<Receipt> receipts = new Publisher(threads)
                    .publish(
                            Repositories.of(to, first.format()),
                            fetched,
                            new Terms(onConflict, dryRun, parallel),
                            new ProgressLog(listener.getLogger(), InstantSource.system()));
            ArrayList<Result> results = new ArrayList<>();
            for (int i = 0; i < receipts.size(); i++) {
                File file = fetched.get(i).content().file().toFile();
                results.add(new Result(receipts.get(i), Util.getDigestOf(file)));
            }
            return results;
        } finally {
            threads.shutdownNow();
            Util.deleteRecursive(scratch.toFile());
        }
    }

    /** Of an image that was named by its tag alone, the file says the digest. */
    private static Artefact artefact(Coordinates coordinates, Path file) throws IOException {
        if (coordinates.format() == Format.DOCKER) {
            return new DockerIntake(coordinates.name(), List.of(coordinates.version()))
                    .take(List.of(new FileSearch.Found(file, file.toString())))
                    .get(0);
        }
        return new Artefact(coordinates, Content.of(file, coordinates.format()));
    }
}
