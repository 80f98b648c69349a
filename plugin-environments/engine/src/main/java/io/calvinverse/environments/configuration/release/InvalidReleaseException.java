package io.calvinverse.environments.configuration.release;

import io.calvinverse.environments.configuration.ConfigurationException;
import java.util.List;
import java.util.stream.Collectors;

/** The sources are not a release; every problem that was found is in the message. */
public class InvalidReleaseException extends ConfigurationException {
    private static final long serialVersionUID = 1;

    public InvalidReleaseException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    }
}
