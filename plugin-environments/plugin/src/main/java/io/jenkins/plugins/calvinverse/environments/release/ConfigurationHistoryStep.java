package io.jenkins.plugins.calvinverse.environments.release;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import org.kohsuke.stapler.DataBoundConstructor;

/** Every act of a stream of releases that is kept, newest first. */
public class ConfigurationHistoryStep extends ConfigurationStep {
    private static final long serialVersionUID = 1;

    @DataBoundConstructor
    public ConfigurationHistoryStep() {
        // every setting has a default
    }

    @Override
    Object run(Desk desk) throws Exception {
        return Results.of(desk.environment().getName(), desk.releases().history());
    }

    @Extension
    public static class DescriptorImpl extends Form {
        @Override
        public String getFunctionName() {
            return "configurationHistory";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ConfigurationHistoryStep_DisplayName();
        }
    }
}
