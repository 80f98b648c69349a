package io.jenkins.plugins.calvinverse.provisioner.environment;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import io.calvinverse.provisioner.loop.Environments;
import java.util.List;
import java.util.Optional;

/** Where environments come from: the plugin calvinverse-environments, if it is there. */
public interface EnvironmentSource extends ExtensionPoint, Environments {

    /** The one that is there. */
    static Optional<EnvironmentSource> find() {
        return ExtensionList.lookup(EnvironmentSource.class).stream().findFirst();
    }

    /** Names of all environments. Memory only. */
    List<String> names();

    /** Why no machine could be made for an environment, and the way out; null when nothing is known against it. Memory only. */
    String problem(String environment);
}
