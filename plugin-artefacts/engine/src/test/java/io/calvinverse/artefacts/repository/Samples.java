package io.calvinverse.artefacts.repository;

import io.calvinverse.artefacts.artefact.Artefact;
import java.io.IOException;
import java.nio.file.Path;

/** Makes valid artefacts of one format. */
@FunctionalInterface
public interface Samples {

    /**
     * @param folder where its file may be made
     * @param name tells artefacts apart: equal names give equal coordinates
     * @param variant tells contents apart
     */
    Artefact make(Path folder, String name, int variant) throws IOException;
}
