package io.calvinverse.parts;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a server is started.
 *
 * @param name what it is called in messages and in the name of its log
 * @param command program and arguments
 * @param directory its working directory; deleted when it is closed
 * @param environment added to this JVM's own, which it inherits with the marks by which {@code ./build} ends strays
 * @param answers whether it serves by now
 * @param patience how long to wait for that
 */
public record Launch(
        String name,
        List<String> command,
        Path directory,
        Map<String, String> environment,
        Answers answers,
        Duration patience) {

    /** Asked again and again while a server starts; an exception means not yet. */
    @FunctionalInterface
    public interface Answers {
        boolean now() throws Exception;
    }

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** With nothing added to the environment and a minute's patience. */
    public Launch(String name, List<String> command, Path directory, Answers answers) {
        this(name, command, directory, Map.of(), answers, Duration.ofMinutes(1));
    }
}
