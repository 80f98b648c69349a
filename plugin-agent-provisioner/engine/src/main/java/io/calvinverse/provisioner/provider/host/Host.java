package io.calvinverse.provisioner.provider.host;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * A computer that machines run on: this one, or one behind SSH. All a provider does there it does by POSIX shell scripts,
 * so that near and far are the same. Thread-safe.
 */
public interface Host {

    /** Names the computer: equal for two exactly if they are the same. Also for people. */
    String name();

    /** Whether it is the computer this program runs on. */
    boolean local();

    /**
     * Runs a script and waits for its end. A script whose caller was interrupted or lost the connection may go on.
     *
     * @throws IOException when it could not be run, or its end was not seen: nobody knows how far it came
     */
    Answer run(Command command) throws IOException, InterruptedException;

    /**
     * What to run.
     *
     * @param script text for {@code /bin/sh}
     * @param arguments its {@code $1}, {@code $2}…; seen by every user of the computer, so none is secret
     * @param input given to its standard input
     * @param limit how long to wait for its end
     */
    record Command(String script, List<String> arguments, byte[] input, Duration limit) {
        /** Copies the list; the bytes are not copied. */
        public Command {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * What came of it.
     *
     * @param code exit code
     * @param output standard output, UTF-8
     * @param error standard error
     */
    record Answer(int code, String output, String error) {}
}
