package io.jenkins.plugins.calvinverse.environments.release;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.calvinverse.environments.configuration.ledger.Done;
import io.calvinverse.environments.configuration.plan.Plan;
import io.calvinverse.environments.configuration.plan.PlanText;
import io.calvinverse.environments.configuration.publish.Consent;
import io.calvinverse.environments.configuration.release.Version;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Goes back to a release that was published here before: {@code rollbackConfiguration '1.3.0'}. */
public class RollbackConfigurationStep extends ConfigurationStep {
    private static final long serialVersionUID = 1;

    private final String version;
    private boolean overwrite;

    @DataBoundConstructor
    public RollbackConfigurationStep(String version) {
        this.version = version;
    }

    public String getVersion() {
        return version;
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
        Plan plan = desk.releases().planRollback(Version.of(version));
        desk.say(PlanText.of(plan));
        Done done = desk.releases().publish(plan, overwrite ? Consent.OVERWRITE : Consent.NONE, desk.by());
        return ReleasedConfiguration.tell(desk, done);
    }

    @Extension
    public static class DescriptorImpl extends Form {
        @Override
        public String getFunctionName() {
            return "rollbackConfiguration";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.RollbackConfigurationStep_DisplayName();
        }
    }
}
