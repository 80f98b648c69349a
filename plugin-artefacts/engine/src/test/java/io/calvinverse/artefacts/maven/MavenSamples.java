package io.calvinverse.artefacts.maven;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.Content;
import io.calvinverse.artefacts.artefact.Format;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Jars of a group of their own. */
public final class MavenSamples {
    private MavenSamples() {}

    public static Artefact make(Path folder, String name, int variant) throws IOException {
        return make(folder, name, "1.0", variant);
    }

    public static Artefact make(Path folder, String name, String version, int variant) throws IOException {
        return new Artefact(
                Gav.of("org.acme.test", name, version).coordinates("", "jar"),
                Content.of(jar(folder, name, version, variant), Format.MAVEN));
    }

    /** A jar whose one entry is random bytes. */
    public static Path jar(Path folder, String name, String version, int variant) throws IOException {
        Path file = folder.resolve(name + "-" + version + ".jar");
        byte[] bytes = new byte[20_000];
        new Random(variant).nextBytes(bytes);
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out)) {
            jar.putNextEntry(new JarEntry("random.bin"));
            jar.write(bytes);
            jar.putNextEntry(new JarEntry("name.txt"));
            jar.write((name + version + variant).getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
