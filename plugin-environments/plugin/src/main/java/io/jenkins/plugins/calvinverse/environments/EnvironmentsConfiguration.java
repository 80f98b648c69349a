package io.jenkins.plugins.calvinverse.environments;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import jenkins.model.GlobalConfiguration;
import org.jenkinsci.Symbol;

/**
 * The section of the system configuration for Consul datacenters and what runs in them. It holds no setting yet; it fixes the names under which
 * later settings are saved: the file below the Jenkins home, and {@code unclassified: calvinverseEnvironments} as code.
 */
@Extension
@Symbol("calvinverseEnvironments")
public class EnvironmentsConfiguration extends GlobalConfiguration {

    public EnvironmentsConfiguration() {
        load();
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return Messages.EnvironmentsConfiguration_DisplayName();
    }
}
