package io.jenkins.plugins.calvinverse.provisioner;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Takes the place of the Swarm client and ends at once. */
public final class BrokenImage {
    static final String LAST_WORDS = "the image lacks its certificate";

    private BrokenImage() {}

    public static void main(String[] args) {
        System.out.println(LAST_WORDS);
        System.exit(3);
    }

    /** A jar that does just that. */
    static Path jar(Path directory) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, BrokenImage.class.getName());
        String entry = BrokenImage.class.getName().replace('.', '/') + ".class";
        Path jar = directory.resolve("broken.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream in = BrokenImage.class.getResourceAsStream("/" + entry)) {
            out.putNextEntry(new JarEntry(entry));
            in.transferTo(out);
        }
        return jar;
    }
}
