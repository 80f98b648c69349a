package io.calvinverse.artefacts.story;

import io.calvinverse.parts.story.Telling;

/** Plays the story of artefacts on a real npm registry and Docker registry, and leaves {@code index.html}. */
public final class StoryMain {
    private StoryMain() {}

    /** @param arguments the directory for the report and everything the story makes */
    public static void main(String[] arguments) throws Exception {
        System.exit(Telling.run(arguments, ArtefactStory::new));
    }
}
