package io.jenkins.plugins.calvinverse.environments.release;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.calvinverse.environments.configuration.publish.Status;
import org.kohsuke.stapler.DataBoundConstructor;

/** Whether the configuration still is what the current release says. */
public class ConfigurationDriftStep extends ConfigurationStep {
    private static final long serialVersionUID = 1;

    @DataBoundConstructor
    public ConfigurationDriftStep() {
        // every setting has a default
    }

    @Override
    Object run(Desk desk) throws Exception {
        Status status = desk.releases().status();
        desk.say(status.text());
        return Results.of(desk.environment().getName(), status);
    }

    @Extension
    public static class DescriptorImpl extends Form {
        @Override
        public String getFunctionName() {
            return "configurationDrift";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ConfigurationDriftStep_DisplayName();
        }
    }
}
