package io.jenkins.plugins.calvinverse.logs;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import jenkins.model.GlobalConfiguration;
import org.jenkinsci.Symbol;

/**
 * The section of the system configuration for where build logs and metrics are shipped. It holds no setting yet; it fixes the names under which
 * later settings are saved: the file below the Jenkins home, and {@code unclassified: calvinverseLogs} as code.
 */
@Extension
@Symbol("calvinverseLogs")
public class LogsConfiguration extends GlobalConfiguration {

    public LogsConfiguration() {
        load();
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return Messages.LogsConfiguration_DisplayName();
    }
}
