package io.jenkins.plugins.calvinverse.artefacts.agent;

import io.calvinverse.artefacts.artefact.ArtefactException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Paths that pipelines name, which must not leave the workspace. */
final class Below {
    private Below() {}

    /**
     * @param path with {@code /}; empty for the workspace itself
     * @throws ArtefactException if it leaves the workspace
     */
    static Path of(Path workspace, String path) throws ArtefactException {
        try {
            Path resolved = workspace.resolve(path).normalize();
            if (resolved.startsWith(workspace.normalize())) {
                return resolved;
            }
        } catch (InvalidPathException e) {
            throw new ArtefactException("'" + path + "' is no path: " + e.getReason(), e);
        }
        throw new ArtefactException("'" + path + "' leads out of the workspace " + workspace);
    }
}
