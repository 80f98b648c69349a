package io.jenkins.plugins.calvinverse.artefacts;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import jenkins.model.GlobalConfiguration;
import org.jenkinsci.Symbol;

/**
 * The section of the system configuration for where builds publish their artefacts. It holds no setting yet, but fixes
 * the name under which later ones are given as code: {@code unclassified: calvinverseArtefacts}.
 */
@Extension
@Symbol("calvinverseArtefacts")
public class ArtefactsConfiguration extends GlobalConfiguration {

    @NonNull
    @Override
    public String getDisplayName() {
        return Messages.ArtefactsConfiguration_DisplayName();
    }
}
