package io.calvinverse.artefacts.raw;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.ArtefactException;
import io.calvinverse.artefacts.artefact.Content;
import io.calvinverse.artefacts.artefact.Coordinates;
import io.calvinverse.artefacts.artefact.Format;
import io.calvinverse.artefacts.plan.FileSearch;
import io.calvinverse.artefacts.plan.Intake;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Files as they are, below a directory of the repository; their paths in the workspace are kept. */
public final class RawIntake implements Intake {

    private final String directory;

    /** @param directory in the repository, with {@code /}; empty for its top */
    public RawIntake(String directory) throws ArtefactException {
        this.directory = directory.strip().replaceAll("^/+|/+$", "");
        if (("/" + this.directory + "/").contains("/../") || this.directory.contains("//")) {
            throw new ArtefactException(
                    "'" + directory + "' is no directory of a repository; use names with / between");
        }
    }

    @Override
    public Format format() {
        return Format.RAW;
    }

    @Override
    public List<Artefact> take(List<FileSearch.Found> found) throws IOException {
        List<Artefact> artefacts = new ArrayList<>();
        for (FileSearch.Found each : found) {
            String path = directory.isEmpty() ? each.path() : directory + "/" + each.path();
            artefacts.add(new Artefact(Coordinates.raw(path), Content.of(each.file(), Format.RAW)));
        }
        return artefacts;
    }
}
