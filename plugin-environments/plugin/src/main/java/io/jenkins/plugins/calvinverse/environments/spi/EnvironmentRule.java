package io.jenkins.plugins.calvinverse.environments.spi;

import hudson.ExtensionPoint;
import java.io.IOException;
import java.util.List;

/**
 * What another plugin expects of environments: things it needs, which are looked for together with everybody else's, and what only it
 * can look at, such as repositories in Nexus or queues in RabbitMQ. Any thread; the same rule may look at several environments at once.
 */
public interface EnvironmentRule extends ExtensionPoint {

    /** Short and stable, of letters and dashes, for people and for those who leave some out: {@code nexus-repositories}. */
    String name();

    /** What it needs of an environment; decided from the plugin's own settings, without asking anybody. */
    default List<EnvironmentNeed> needs(String environment) {
        return List.of();
    }

    /**
     * Looks at an environment. May ask other servers, each for a few seconds at most.
     *
     * @return nothing when all is well
     * @throws IOException when it cannot be told; the message, which holds no secret, says why, and is a finding of its own
     */
    default List<EnvironmentFinding> check(EnvironmentSight sight) throws IOException, InterruptedException {
        return List.of();
    }
}
