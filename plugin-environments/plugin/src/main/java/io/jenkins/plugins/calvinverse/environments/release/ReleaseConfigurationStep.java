package io.jenkins.plugins.calvinverse.environments.release;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.calvinverse.environments.configuration.ledger.Done;
import io.calvinverse.environments.configuration.plan.Plan;
import io.calvinverse.environments.configuration.plan.PlanText;
import io.calvinverse.environments.configuration.publish.Consent;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Publishes a release, all of it or nothing: {@code releaseConfiguration version: '1.4.0', directory: 'config'}. */
public class ReleaseConfigurationStep extends SourceStep {
    private static final long serialVersionUID = 1;

    private boolean overwrite;

    @DataBoundConstructor
    public ReleaseConfigurationStep(String version) {
        super(version);
    }

    /** Whether edits of other hands are overwritten. */
    public boolean isOverwrite() {
        return overwrite;
    }

    @DataBoundSetter
    public void setOverwrite(boolean overwrite) {
        this.overwrite = overwrite;
    }

    @Override
    Object run(Desk desk) throws Exception {
        Plan plan = plan(desk);
        desk.say(PlanText.of(plan));
        Done done = desk.releases().publish(plan, overwrite ? Consent.OVERWRITE : Consent.NONE, desk.by());
        return ReleasedConfiguration.tell(desk, done);
    }

    @Extension
    public static class DescriptorImpl extends Form {
        @Override
        public String getFunctionName() {
            return "releaseConfiguration";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ReleaseConfigurationStep_DisplayName();
        }
    }
}
