package io.calvinverse.artefacts.nuget;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.Content;
import io.calvinverse.artefacts.artefact.Coordinates;
import io.calvinverse.artefacts.artefact.Format;
import io.calvinverse.artefacts.plan.FileSearch;
import io.calvinverse.artefacts.plan.Intake;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** NuGet packages ({@code .nupkg}); id and version are those of their {@code .nuspec}. */
public final class NugetIntake implements Intake {

    @Override
    public Format format() {
        return Format.NUGET;
    }

    @Override
    public List<Artefact> take(List<FileSearch.Found> found) throws IOException {
        List<Artefact> artefacts = new ArrayList<>();
        for (FileSearch.Found each : found) {
            NugetPackage read = NugetPackage.read(each.file());
            artefacts.add(new Artefact(
                    Coordinates.of(Format.NUGET, read.id(), read.version()), Content.of(each.file(), Format.NUGET)));
        }
        return artefacts;
    }
}
