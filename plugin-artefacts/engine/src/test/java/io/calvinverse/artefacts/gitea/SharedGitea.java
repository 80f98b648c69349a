package io.calvinverse.artefacts.gitea;

import io.calvinverse.parts.GiteaPart;

/** One Gitea for all tests of this JVM. */
public final class SharedGitea {
    private static GiteaPart part;

    private SharedGitea() {}

    /** The calling test is skipped, by the name of the part, when it is not there. */
    public static synchronized GiteaPart get() {
        if (part == null) {
            part = GiteaPart.start();
        }
        return part;
    }
}
