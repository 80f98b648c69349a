package io.calvinverse.provisioner.provider.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.calvinverse.provisioner.provider.ProviderException;
import io.calvinverse.provisioner.provider.ProviderException.Kind;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot work is refused with thing, cause and way out, and leaves nothing behind. */
class ProcessProviderRefusalTest {
    @TempDir
    Path directory;

    private Path root;
    private Path jar;

    @BeforeEach
    void prepare() throws Exception {
        root = directory.toRealPath().resolve("root");
        jar = Trial.jar(directory);
    }

    @Test
    void withoutJava() throws Exception {
        refused(
                Trial.provider(root, directory.resolve("no-java"), jar),
                Map.of(),
                "no-java cannot be executed; name the java");
    }

    @Test
    void withoutAClient() throws Exception {
        refused(Trial.provider(root, Trial.JAVA, directory.resolve("no.jar")), Map.of(), "no.jar");
    }

    @Test
    void whenTheClientCannotBeHadAtPresent() throws Exception {
        ProcessProvider provider = new ProcessProvider(root, new ProcessProvider.Tools(Trial.JAVA, url -> {
            throw new IOException("no answer from " + url);
        }));
        ProviderException failure = fails(provider, Map.of());
        assertEquals(Kind.UNAVAILABLE, failure.kind());
        assertTrue(failure.getMessage().contains("no answer from http://127.0.0.1:1/"), failure.getMessage());
    }

    @Test
    void whereNothingCanBeWritten() throws Exception {
        Path locked = Files.createDirectory(directory.resolve("locked"));
        assumeTrue(locked.toFile().setWritable(false) && !Files.isWritable(locked), "root may write anywhere");
        refused(Trial.provider(locked.resolve("root"), Trial.JAVA, jar), Map.of(), locked.toString());
    }

    @Test
    void whereAFileIsInTheWay() throws Exception {
        Files.writeString(root, "x");
        refused(Trial.provider(root, Trial.JAVA, jar), Map.of(), root.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "heap, lots, number",
        "heap, 0m, number",
        "heap, 64m -XX:OnError=x, number",
        "jar, relative.jar, absolute",
        "Heap, 64m, not known",
        "environment., x, names no environment variable",
        "environment.A=B, x, names no environment variable",
        "environment.CALVINVERSE_MACHINE, x, names no environment variable"
    })
    void settingsThatMakeNoSense(String key, String value, String text) throws Exception {
        refused(Trial.provider(root, Trial.JAVA, jar), Map.of(key, value), text);
    }

    @Test
    void whenTheDiskIsNearlyFull() throws Exception {
        Path small = Files.createDirectory(directory.resolve("small"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", small.toString()) == 0, "may not mount");
        try {
            ProcessProvider provider = Trial.provider(small.resolve("root"), Trial.JAVA, jar);
            ProviderException failure = fails(provider, Map.of());
            assertEquals(Kind.EXHAUSTED, failure.kind());
            assertTrue(failure.getMessage().contains("make room"), failure.getMessage());
            assertFalse(provider.probe().ok());
        } finally {
            run("umount", small.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "No space left on device, EXHAUSTED",
        "Disk quota exceeded, EXHAUSTED",
        "'Cannot run program \"/bin/sh\": error=12, Cannot allocate memory', EXHAUSTED",
        "Read-only file system, REFUSED",
        "Input/output error, UNAVAILABLE"
    })
    void errorsOfTheSystem(String text, Kind kind) throws Exception {
        assertEquals(kind, Faults.of("x", new IOException(text)).kind());
        ProviderException fault = Faults.of("machine x", new FileSystemException("/f", null, text));
        assertEquals(kind, fault.kind());
        assertTrue(fault.getMessage().startsWith("machine x: "), fault.getMessage());
        assertTrue(fault.getMessage().contains(text), fault.getMessage());
    }

    @Test
    void errorsOfTheSystemWithoutWords() throws Exception {
        ProviderException fault = Faults.of("machine x", new AccessDeniedException("/f"));
        assertEquals(Kind.REFUSED, fault.kind());
        assertTrue(fault.getMessage().contains("permission denied for /f"), fault.getMessage());
        assertThrows(InterruptedException.class, () -> Faults.of("x", new ClosedByInterruptException()));
    }

    @Test
    void aProbeSaysWhatIsWrong() throws Exception {
        Path fake =
                Files.writeString(directory.resolve("old-java"), "#!/bin/sh\necho 'openjdk version \"11.0.2\"' >&2\n");
        fake.toFile().setExecutable(true);
        assertProbe(fake, "is Java 11.0.2; agents need 17");
        Path silent = Files.writeString(directory.resolve("silent"), "#!/bin/sh\n");
        silent.toFile().setExecutable(true);
        assertProbe(silent, "did not answer with a version");
        assertProbe(directory.resolve("none"), "cannot be executed");
    }

    private void assertProbe(Path java, String text) throws Exception {
        var probe = Trial.provider(root, java, jar).probe();
        assertFalse(probe.ok());
        assertTrue(probe.text().contains(text), probe::text);
    }

    private void refused(ProcessProvider provider, Map<String, String> settings, String text) throws Exception {
        ProviderException failure = fails(provider, settings);
        assertEquals(Kind.REFUSED, failure.kind(), failure.getMessage());
        assertTrue(failure.getMessage().contains(text), failure.getMessage());
    }

    private ProviderException fails(ProcessProvider provider, Map<String, String> settings) throws Exception {
        ProviderException failure = assertThrows(
                ProviderException.class, () -> provider.create(ProcessProviderTest.order("refused", settings)));
        assertEquals(List.of(), Files.isRegularFile(root) ? List.of() : provider.list());
        return failure;
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
