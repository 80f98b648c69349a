package io.jenkins.plugins.calvinverse.environments;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import jenkins.model.GlobalConfiguration;
import org.jenkinsci.Symbol;

/**
 * The section of the system configuration for Consul datacenters and what runs in them. It holds no setting yet, but fixes
 * the name under which later ones are given as code: {@code unclassified: calvinverseEnvironments}.
 */
@Extension
@Symbol("calvinverseEnvironments")
public class EnvironmentsConfiguration extends GlobalConfiguration {

    @NonNull
    @Override
    public String getDisplayName() {
        return Messages.EnvironmentsConfiguration_DisplayName();
    }
}
