package io.calvinverse.artefacts.nuget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.artefacts.artefact.ArtefactException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NugetPackageTest {

    @TempDir
    Path folder;

    private void refused(Path file, String why) {
        ArtefactException failure = assertThrows(ArtefactException.class, () -> NugetPackage.read(file));
        assertTrue(failure.getMessage().contains(why), failure.getMessage());
        assertTrue(failure.getMessage().contains(file.toString()), failure.getMessage());
    }

    private Path packed(String spec, String metadata) throws Exception {
        Path file = folder.resolve("packed.nupkg");
        NugetSamples.pack(file, spec, "<package><metadata>" + metadata + "</metadata></package>", new byte[100]);
        return file;
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        Path file = folder.resolve("broken.nupkg");
        Files.writeString(file, "no zip");
        refused(file, "no ZIP");
        byte[] whole = Files.readAllBytes(packed("a.nuspec", "<id>a</id><version>1.0</version>"));
        Files.write(file, Arrays.copyOf(whole, whole.length - 30));
        refused(file, "cut off");
        refused(packed("sub/a.nuspec", "<id>a</id><version>1.0</version>"), "no .nuspec");
        refused(packed("a.nuspec", "<id>a</id>"), "version ''");
        refused(packed("a.nuspec", "<id>$id$</id><version>1.0</version>"), "$id$");
        refused(packed("a.nuspec", "<id>a</id><version>$version$</version>"), "$version$");
        refused(packed("a.nuspec", "<id>a"), "no XML");
    }

    @Test
    void versionsAreNormalized() throws Exception {
        Map<String, String> versions = Map.of(
                "1",
                "1.0.0",
                "1.0.0.0",
                "1.0.0",
                "01.02.3.4",
                "1.2.3.4",
                "1.0.0-RC.1+build.5",
                "1.0.0-RC.1",
                "1.0",
                "1.0.0");
        for (Map.Entry<String, String> each : versions.entrySet()) {
            assertEquals(
                    each.getValue(),
                    NugetPackage.read(packed("a.nuspec", "<id>a</id><version>" + each.getKey() + "</version>"))
                            .version());
        }
        assertThrows(ArtefactException.class, () -> NugetVersion.normalized("1.0.0.0.0"));
    }
}
