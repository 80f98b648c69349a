package io.calvinverse.provisioner.provider.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Takes the arguments of a Swarm client, says so and stays, or does what {@code TRIAL} in its environment says. */
public final class TrialAgentMain {
    private TrialAgentMain() {}

    public static void main(String[] arguments) throws Exception {
        List<String> options = List.of(arguments);
        String password = Files.readString(Path.of(after(options, "-passwordFile")));
        System.out.println("agent " + after(options, "-name") + " is up, password of "
                + password.strip().length() + " characters, in " + Path.of("").toAbsolutePath());
        String trial = System.getenv().getOrDefault("TRIAL", "stay");
        if (trial.equals("fail")) {
            System.err.println("this image is broken");
            System.exit(3);
        }
        if (!trial.equals("stay")) {
            new ProcessBuilder("/bin/sh", "-c", trial).inheritIO().start();
        }
        Thread.sleep(Long.MAX_VALUE);
    }

    private static String after(List<String> options, String option) {
        return options.get(options.indexOf(option) + 1);
    }
}
