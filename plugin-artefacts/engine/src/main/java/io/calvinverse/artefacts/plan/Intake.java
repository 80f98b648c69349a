package io.calvinverse.artefacts.plan;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.Format;
import java.io.IOException;
import java.util.List;

/** Turns files into artefacts of one format: reads what they are called from inside of them, and refuses what is no valid package. */
public interface Intake {

    Format format();

    /**
     * @param found in the order of their paths, at least one
     * @throws io.calvinverse.artefacts.artefact.ArtefactException if one is no valid package; says what is wrong in it
     */
    List<Artefact> take(List<FileSearch.Found> found) throws IOException;
}
