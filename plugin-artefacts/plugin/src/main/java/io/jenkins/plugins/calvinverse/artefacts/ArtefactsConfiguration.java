package io.jenkins.plugins.calvinverse.artefacts;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import jenkins.model.GlobalConfiguration;
import org.jenkinsci.Symbol;

/**
 * The section of the system configuration for where builds publish their artefacts. It holds no setting yet; it fixes the names under which
 * later settings are saved: the file below the Jenkins home, and {@code unclassified: calvinverseArtefacts} as code.
 */
@Extension
@Symbol("calvinverseArtefacts")
public class ArtefactsConfiguration extends GlobalConfiguration {

    public ArtefactsConfiguration() {
        load();
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return Messages.ArtefactsConfiguration_DisplayName();
    }
}
