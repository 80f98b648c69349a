package io.calvinverse.artefacts.story;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.npm.NpmIntake;
import io.calvinverse.artefacts.plan.FileSearch;
import io.calvinverse.artefacts.tar.TarWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Packs small things to be published. */
final class Workshop {
    private final Path workspace;

    Workshop(Path workspace) throws IOException {
        this.workspace = Files.createDirectories(workspace);
    }

    Path workspace() {
        return workspace;
    }

    /** An npm package, packed as npm does. */
    List<Artefact> npm(String says) throws IOException {
        Path file = workspace.resolve("greeter-1.0.0.tgz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            TarWriter tar = new TarWriter(out);
            tar.file("package/package.json", """
                {"name": "@acme/greeter", "version": "1.0.0", "license": "MIT", "main": "index.js"}
                """.getBytes(StandardCharsets.UTF_8));
            tar.file("package/index.js", ("console.log('" + says + "');\n").getBytes(StandardCharsets.UTF_8));
            tar.end();
        }
        return new NpmIntake("").take(List.of(found(file)));
    }

    static FileSearch.Found found(Path file) {
        return new FileSearch.Found(file, file.getFileName().toString());
    }
}
