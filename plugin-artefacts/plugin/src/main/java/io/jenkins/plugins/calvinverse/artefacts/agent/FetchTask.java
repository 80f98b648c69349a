package io.jenkins.plugins.calvinverse.artefacts.agent;

import hudson.Util;
import hudson.remoting.VirtualChannel;
import io.calvinverse.artefacts.artefact.Coordinates;
import io.calvinverse.artefacts.artefact.Digests;
import io.calvinverse.artefacts.artefact.Outcome;
import io.calvinverse.artefacts.artefact.Receipt;
import io.calvinverse.artefacts.fetch.Fetcher;
import io.calvinverse.artefacts.repository.Progress;
import io.calvinverse.artefacts.repository.Repository;
import io.jenkins.plugins.calvinverse.artefacts.destination.Place;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import jenkins.MasterToSlaveFileCallable;

/** Looks for an artefact, and writes it into the workspace if it is to. */
public final class FetchTask extends MasterToSlaveFileCallable<Result> {
    private static final long serialVersionUID = 1;

    private final Place place;
    private final Coordinates coordinates;
    private final String file;
    private final String sha256;

    /**
     * @param file below the workspace; null to look only
     * @param sha256 what it must hash to; empty for anything
     */
    public FetchTask(Place place, Coordinates coordinates, String file, String sha256) {
        this.place = place;
        this.coordinates = coordinates;
        this.file = file;
        this.sha256 = sha256;
    }

    /** @return null if it is only looked for and not there */
    @Override
    public Result invoke(File workspace, VirtualChannel channel) throws IOException, InterruptedException {
        Repository repository = Repositories.of(place, coordinates.format());
        Fetcher fetcher = new Fetcher(repository);
        if (file == null) {
            Optional<Digests> found = fetcher.find(coordinates);
            return found.isEmpty() ? null : new Result(receipt(repository, "", found.get()), "");
        }
        Path target = Below.of(workspace.toPath(), file);
        Digests digests = fetcher.fetch(coordinates, target, sha256, Progress.NONE);
        return new Result(receipt(repository, target.toString(), digests), Util.getDigestOf(target.toFile()));
    }

    private Receipt receipt(Repository repository, String path, Digests digests) {
        return new Receipt(
                coordinates,
                repository.name(),
                repository.address(coordinates).toString(),
                path,
                digests.size(),
                digests.sha256(),
                Outcome.PRESENT);
    }
}
