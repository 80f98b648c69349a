package io.calvinverse.artefacts.maven;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.ArtefactException;
import io.calvinverse.artefacts.artefact.Content;
import io.calvinverse.artefacts.artefact.Format;
import io.calvinverse.artefacts.plan.FileSearch;
import io.calvinverse.artefacts.plan.Intake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files as Maven artefacts. A file is called {@code artifactId-version[-classifier].extension}; a single file may be called otherwise.
 * Every group of files of one version goes with a pom: one of the files, the given one, or one that says no more than the coordinates.
 */
public final class MavenIntake implements Intake {

    private final MavenNaming naming;

    public MavenIntake(MavenNaming naming) {
        this.naming = naming;
    }

    @Override
    public Format format() {
        return Format.MAVEN;
    }

    @Override
    public List<Artefact> take(List<FileSearch.Found> found) throws IOException {
        List<Artefact> artefacts = new ArrayList<>();
        Map<Gav, Boolean> hasPom = new LinkedHashMap<>();
        Map<Gav, String> packagings = new LinkedHashMap<>();
        for (FileSearch.Found each : found) {
            MavenFile file = MavenFile.read(each.file(), naming, found.size() == 1);
            artefacts.add(new Artefact(
                    file.gav().coordinates(file.classifier(), file.extension()),
                    Content.of(each.file(), Format.MAVEN)));
            hasPom.merge(file.gav(), file.isPom(), Boolean::logicalOr);
            if (file.classifier().isEmpty() && !file.isPom()) {
                packagings.put(file.gav(), file.extension());
            }
        }
        if (naming.pom() != null && hasPom.size() > 1) {
            throw new ArtefactException("one pom cannot be that of " + hasPom.keySet() + "; publish them one by one");
        }
        for (Map.Entry<Gav, Boolean> each : hasPom.entrySet()) {
            if (!each.getValue()) {
                artefacts.add(pom(each.getKey(), packagings.getOrDefault(each.getKey(), "pom")));
            }
        }
        return artefacts;
    }

    private Artefact pom(Gav gav, String packaging) throws IOException {
        Path file = naming.pom();
        if (file == null) {
            file = naming.scratch().resolve(gav.artifact() + "-" + gav.version() + ".pom");
            Files.write(file, Pom.minimal(gav, packaging));
        }
        return new Artefact(gav.coordinates("", "pom"), Content.of(file, Format.MAVEN));
    }
}
