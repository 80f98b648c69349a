package io.calvinverse.artefacts.raw;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.Content;
import io.calvinverse.artefacts.artefact.Coordinates;
import io.calvinverse.artefacts.artefact.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Files of some thousand random bytes, in a path with a blank and letters of two scripts. */
public final class RawSamples {
    private RawSamples() {}

    public static Artefact make(Path folder, String name, int variant) throws IOException {
        byte[] bytes = new byte[70_000 + variant];
        new Random(variant).nextBytes(bytes);
        Path file = folder.resolve(name + ".bin");
        Files.write(file, bytes);
        return new Artefact(Coordinates.raw("a folder/größe-数/" + name + ".bin"), Content.of(file, Format.RAW));
    }
}
