package io.calvinverse.artefacts.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.artefacts.artefact.ArtefactException;
import io.calvinverse.artefacts.raw.RawIntake;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSearchTest {

    @TempDir
    Path workspace;

    @BeforeEach
    void files() throws Exception {
        for (String file : List.of("top.nupkg", "out/Acme.1.0.nupkg", "out/deep/B.nupkg", "out/a b.txt", "notes.md")) {
            Path path = workspace.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, file);
        }
    }

    private List<String> find(String glob) throws Exception {
        return new FileSearch(workspace)
                .find(new Glob(glob)).stream().map(FileSearch.Found::path).toList();
    }

    @Test
    void patternsAreAnts() throws Exception {
        assertEquals(List.of("out/Acme.1.0.nupkg", "out/deep/B.nupkg", "top.nupkg"), find("**/*.nupkg"));
        assertEquals(List.of("top.nupkg"), find("*.nupkg"));
        assertEquals(List.of("out/Acme.1.0.nupkg"), find("out/*.nupkg"));
        assertEquals(List.of("out/Acme.1.0.nupkg", "out/a b.txt", "out/deep/B.nupkg"), find("out/"));
        assertEquals(List.of("notes.md", "out/a b.txt"), find("*.md, **/?*b.txt"));
        assertEquals(List.of("out/deep/B.nupkg"), find("./out/**/deep/**"));
    }

    @Test
    void nothingFoundNamesPatternDirectoryAndNearMisses() {
        ArtefactException failure = assertThrows(ArtefactException.class, () -> find("bin/*.nupkg"));
        assertTrue(failure.getMessage().contains("'bin/*.nupkg'"), failure.getMessage());
        assertTrue(failure.getMessage().contains(workspace.toString()), failure.getMessage());
        assertTrue(failure.getMessage().contains("out/Acme.1.0.nupkg"), failure.getMessage());
        assertTrue(assertThrows(ArtefactException.class, () -> find("*.NUPKG"))
                .getMessage()
                .contains("top.nupkg"));
        assertTrue(assertThrows(ArtefactException.class, () -> find("*.xyz"))
                .getMessage()
                .contains("5 files"));
    }

    @Test
    void nothingOutsideOfTheWorkspace() throws Exception {
        assertThrows(IllegalArgumentException.class, () -> new Glob("../other/*.txt"));
        assertThrows(IllegalArgumentException.class, () -> new Glob("/etc/passwd"));
        assertThrows(IllegalArgumentException.class, () -> new Glob("C:\\x.txt"));
        Path secret = Files.writeString(workspace.resolveSibling("secret-" + workspace.getFileName()), "x");
        Files.createSymbolicLink(workspace.resolve("link.txt"), secret);
        ArtefactException failure = assertThrows(ArtefactException.class, () -> find("*.txt"));
        assertTrue(failure.getMessage().contains("link out of the workspace"), failure.getMessage());
    }

    @Test
    void twoFilesOfOnePlaceAreRefused() throws Exception {
        Plan plan = new Plan();
        plan.add(new FileSearch(workspace.resolve("out")), new Glob("*.nupkg"), new RawIntake("x"));
        Files.writeString(workspace.resolve("out/deep/Acme.1.0.nupkg"), "other");
        FileSearch other = new FileSearch(workspace.resolve("out/deep"));
        ArtefactException failure =
                assertThrows(ArtefactException.class, () -> plan.add(other, new Glob("Acme*"), new RawIntake("/x/")));
        assertTrue(failure.getMessage().contains("x/Acme.1.0.nupkg"), failure.getMessage());
        assertFalse(plan.artefacts().isEmpty());
    }
}
