package io.calvinverse.artefacts.plan;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.ArtefactException;
import io.calvinverse.artefacts.artefact.Coordinates;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is to be published, each place once. */
public final class Plan {

    private final Map<Coordinates, Artefact> artefacts = new LinkedHashMap<>();

    /**
     * Adds what one pattern finds.
     *
     * @throws ArtefactException if nothing matches, something is invalid, or two files would be the same artefact
     */
    public void add(FileSearch search, Glob glob, Intake intake) throws IOException {
        add(intake.take(search.find(glob)));
    }

    /** @throws ArtefactException if two files would be the same artefact */
    public void add(Collection<Artefact> more) throws ArtefactException {
        for (Artefact each : more) {
            Artefact other = artefacts.putIfAbsent(each.coordinates(), each);
            if (other != null && !other.content().file().equals(each.content().file())) {
                throw new ArtefactException(
                        each.content().file() + " and " + other.content().file() + " would both be " + each
                                + "; give them different coordinates or narrow the pattern");
            }
        }
    }

    public List<Artefact> artefacts() {
        return new ArrayList<>(artefacts.values());
    }
}
