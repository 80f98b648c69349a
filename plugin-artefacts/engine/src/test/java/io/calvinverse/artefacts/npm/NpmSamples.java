package io.calvinverse.artefacts.npm;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.plan.FileSearch;
import io.calvinverse.artefacts.tar.TarWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Packages as npm pack makes them. */
public final class NpmSamples {
    private NpmSamples() {}

    public static Artefact make(Path folder, String name, int variant) throws IOException {
        Path file = folder.resolve(name + ".tgz");
        byte[] bytes = new byte[70_000 + variant];
        new Random(variant).nextBytes(bytes);
        pack(file, """
                {"name": "@acme/%s", "version": "1.2.3-rc.1", "description": "größe 数", "license": "MIT"}
                """.formatted(name), bytes);
        return new NpmIntake("")
                .take(List.of(new FileSearch.Found(file, file.toString())))
                .get(0);
    }

    static void pack(Path file, String manifest, byte[] content) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            TarWriter tar = new TarWriter(out);
            tar.file("package/index.bin", content);
            tar.file("package/package.json", manifest.getBytes(StandardCharsets.UTF_8));
            tar.file("package/index.js", "module.exports = 42;\n".getBytes(StandardCharsets.UTF_8));
            tar.end();
        }
    }
}
