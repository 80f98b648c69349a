package io.jenkins.plugins.calvinverse.artefacts.agent;

import hudson.Util;
import hudson.remoting.VirtualChannel;
import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.Content;
import io.calvinverse.artefacts.artefact.Coordinates;
import io.calvinverse.artefacts.artefact.Format;
import io.calvinverse.artefacts.artefact.Outcome;
import io.calvinverse.artefacts.publish.OnConflict;
import io.calvinverse.artefacts.publish.PublicationListener;
import io.calvinverse.artefacts.publish.Publisher;
import io.calvinverse.artefacts.publish.Terms;
import io.jenkins.plugins.calvinverse.artefacts.destination.Place;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import jenkins.MasterToSlaveFileCallable;

/** Puts statements into a raw repository. What was said of a content first stays. */
public final class StatementsTask extends MasterToSlaveFileCallable<Integer> {
    private static final long serialVersionUID = 1;

    private final Place place;
    private final TreeMap<String, byte[]> statements;
    private final int parallel;

    /** @param statements by their path in the repository */
    public StatementsTask(Place place, Map<String, byte[]> statements, int parallel) {
        this.place = place;
        this.statements = new TreeMap<>(statements);
        this.parallel = parallel;
    }

    /** @return how many were not there */
    @Override
    public Integer invoke(File workspace, VirtualChannel channel) throws IOException, InterruptedException {
        Path scratch = Files.createTempDirectory("calvinverse-provenance");
        ExecutorService threads = Threads.fixed(parallel);
        try {
            Repositories.require(place, Format.RAW);
            List<Artefact> artefacts = new ArrayList<>();
            for (Map.Entry<String, byte[]> each : statements.entrySet()) {
                Path file = Files.write(scratch.resolve(String.valueOf(artefacts.size())), each.getValue());
                artefacts.add(new Artefact(Coordinates.raw(each.getKey()), Content.of(file, Format.RAW)));
            }
            Terms terms = new Terms(OnConflict.SKIP, false, parallel);
            return (int) new Publisher(threads)
                    .publish(Repositories.of(place, Format.RAW), artefacts, terms, PublicationListener.NONE).stream()
                            .filter(each -> each.outcome() == Outcome.PUBLISHED)
                            .count();
        } finally {
            threads.shutdownNow();
            Util.deleteRecursive(scratch.toFile());
        }
    }
}
