package io.calvinverse.environments.configuration.publish;

import io.calvinverse.environments.configuration.ConfigurationException;
import java.util.List;

/** A release was not published, and nothing of it remains. */
public class ReleaseRefusedException extends ConfigurationException {
    private static final long serialVersionUID = 1;

    public ReleaseRefusedException(List<String> reasons) {
        super(String.join("\n", reasons));
    }
}
