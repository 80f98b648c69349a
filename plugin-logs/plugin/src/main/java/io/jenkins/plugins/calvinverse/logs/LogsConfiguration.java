package io.jenkins.plugins.calvinverse.logs;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import jenkins.model.GlobalConfiguration;
import org.jenkinsci.Symbol;

/**
 * The section of the system configuration for where build logs and metrics go. It holds no setting yet, but fixes
 * the name under which later ones are given as code: {@code unclassified: calvinverseLogs}.
 */
@Extension
@Symbol("calvinverseLogs")
public class LogsConfiguration extends GlobalConfiguration {

    @NonNull
    @Override
    public String getDisplayName() {
        return Messages.LogsConfiguration_DisplayName();
    }
}
