package io.calvinverse.environments.story;

import io.calvinverse.parts.story.Telling;

/** Plays the story of environments on a real Consul, Vault and PostgreSQL, and leaves {@code index.html}. */
public final class StoryMain {
    private StoryMain() {}

    /** @param arguments the directory for the report and everything the story makes */
    public static void main(String[] arguments) throws Exception {
        System.exit(Telling.run(arguments, EnvironmentStory::new));
    }
}
