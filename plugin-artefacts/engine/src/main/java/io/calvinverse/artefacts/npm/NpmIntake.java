package io.calvinverse.artefacts.npm;

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

/** npm packages ({@code .tgz}, made by {@code npm pack}); name and version are those of their {@code package.json}. */
public final class NpmIntake implements Intake {

    static final String TAG = "tag";

    private final String tag;

    /** @param tag the dist-tag that is to lead to them; empty for {@code latest}, and {@code next} for a pre-release */
    public NpmIntake(String tag) throws ArtefactException {
        this.tag = tag.strip();
        if (!this.tag.isEmpty() && !this.tag.matches("[A-Za-z][A-Za-z0-9._-]*")) {
            throw new ArtefactException("'" + tag + "' is no dist-tag; use a word such as latest or next");
        }
        if (this.tag.matches("v?\\d.*|[xX]")) {
            throw new ArtefactException("'" + tag + "' would be read as a version; use a word such as latest or next");
        }
    }

    @Override
    public Format format() {
        return Format.NPM;
    }

    @Override
    public List<Artefact> take(List<FileSearch.Found> found) throws IOException {
        List<Artefact> artefacts = new ArrayList<>();
        for (FileSearch.Found each : found) {
            NpmPackage read = NpmPackage.read(each.file());
            Coordinates coordinates = Coordinates.of(Format.NPM, read.name(), read.version());
            artefacts.add(new Artefact(
                    tag.isEmpty() ? coordinates : coordinates.with(TAG, tag), Content.of(each.file(), Format.NPM)));
        }
        return artefacts;
    }
}
