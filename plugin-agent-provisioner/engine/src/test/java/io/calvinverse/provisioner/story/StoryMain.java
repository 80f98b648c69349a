package io.calvinverse.provisioner.story;

import java.nio.file.Path;

/**
 * Plays the provisioner's story on real processes, tells it as it happens, and leaves {@code index.html}. Ends with 0 if
 * everything came as told, and leaves no process behind, whatever happens.
 */
public final class StoryMain {
    private StoryMain() {}

    /** @param arguments the directory for the report and everything the story makes */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 1) {
            System.err.println("usage: StoryMain DIRECTORY");
            System.exit(2);
        }
        System.exit(Story.play(Path.of(arguments[0]), System.out) ? 0 : 1);
    }
}
