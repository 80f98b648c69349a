package io.calvinverse.provisioner.story;

import io.calvinverse.parts.story.Telling;

/**
 * Plays the provisioner's story on real processes, tells it as it happens, and leaves {@code index.html}. Ends with 0 if
 * everything came as told, and leaves no process behind, whatever happens.
 */
public final class StoryMain {
    private StoryMain() {}

    /** @param arguments the directory for the report and everything the story makes */
    public static void main(String[] arguments) throws Exception {
        System.exit(Telling.run(arguments, Story::new));
    }
}
