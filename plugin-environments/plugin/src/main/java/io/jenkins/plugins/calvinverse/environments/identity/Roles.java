package io.jenkins.plugins.calvinverse.environments.identity;

import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import java.util.Optional;

/** Which token role a machine's token comes from. */
final class Roles {
    private Roles() {}

    /**
     * @param said by whoever makes the machine; empty for the role the environment names
     * @return empty when its machines get no token there
     */
    static Optional<String> of(Environment environment, String template, String said) {
        if (environment.getMachineTokens() == null) {
            return Optional.empty();
        }
        return said != null && !said.isEmpty()
                ? Optional.of(said)
                : environment.getMachineTokens().roleOf(template);
    }
}
