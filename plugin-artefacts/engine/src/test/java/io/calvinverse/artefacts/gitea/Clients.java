package io.calvinverse.artefacts.gitea;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs other people wrote. */
final class Clients {
    private Clients() {}

    /** Runs it to its end, which must be a success. */
    static String run(Path folder, List<String> command) throws IOException, InterruptedException {
        Path said = Files.createTempFile(folder, "said", ".log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        process.getOutputStream().close();
        assertTrue(process.waitFor(5, TimeUnit.MINUTES), () -> command + " does not end");
        String text = Files.readString(said, StandardCharsets.UTF_8);
        assertEquals(0, process.exitValue(), () -> command + ":\n" + text);
        return text;
    }

    /** The one of this project. */
    static Path mavenWrapper() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.isExecutable(at.resolve("mvnw"))) {
            at = at.getParent();
        }
        return at.resolve("mvnw");
    }
}
