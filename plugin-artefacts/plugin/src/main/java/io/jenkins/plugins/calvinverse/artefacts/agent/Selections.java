package io.jenkins.plugins.calvinverse.artefacts.agent;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.ArtefactException;
import io.calvinverse.artefacts.artefact.Format;
import io.calvinverse.artefacts.docker.DockerIntake;
import io.calvinverse.artefacts.maven.MavenIntake;
import io.calvinverse.artefacts.maven.MavenNaming;
import io.calvinverse.artefacts.npm.NpmIntake;
import io.calvinverse.artefacts.nuget.NugetIntake;
import io.calvinverse.artefacts.plan.FileSearch;
import io.calvinverse.artefacts.plan.Glob;
import io.calvinverse.artefacts.plan.Intake;
import io.calvinverse.artefacts.raw.RawIntake;
import io.calvinverse.artefacts.zip.ZipBundle;
import io.jenkins.plugins.calvinverse.artefacts.selection.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Finds the files of selections. Runs on the agent. */
final class Selections {
    private final Path workspace;
    private final Path scratch;

    /** @param scratch an empty directory that is deleted afterwards */
    Selections(Path workspace, Path scratch) {
        this.workspace = workspace;
        this.scratch = scratch;
    }

    List<Artefact> artefacts(Selection selection) throws IOException {
        List<FileSearch.Found> found = new FileSearch(Below.of(workspace, selection.dir())).find(glob(selection));
        if (!selection.bundle().isEmpty()) {
            Path zip = Below.of(scratch, selection.bundle());
            ZipBundle.write(found, zip);
            found = List.of(new FileSearch.Found(zip, selection.bundle()));
        }
        return intake(selection).take(found);
    }

    private static Glob glob(Selection selection) throws ArtefactException {
        try {
            return new Glob(selection.files());
        } catch (IllegalArgumentException e) {
            throw new ArtefactException(e.getMessage(), e);
        }
    }

    private Intake intake(Selection selection) throws IOException {
        Format format = selection.format();
        return switch (format) {
            case RAW -> new RawIntake(selection.option("into"));
            case MAVEN ->
                new MavenIntake(new MavenNaming(
                        selection.option("groupId"),
                        selection.option("artifactId"),
                        selection.option("version"),
                        selection.option("pom").isEmpty() ? null : Below.of(workspace, selection.option("pom")),
                        scratch));
            case NPM -> new NpmIntake(selection.option("tag"));
            case NUGET -> new NugetIntake();
            case DOCKER -> new DockerIntake(selection.option("name"), words(selection.option("tags")));
        };
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
