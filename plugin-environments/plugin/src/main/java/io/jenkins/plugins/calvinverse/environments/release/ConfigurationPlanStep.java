package io.jenkins.plugins.calvinverse.environments.release;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.calvinverse.environments.configuration.plan.Plan;
import io.calvinverse.environments.configuration.plan.PlanText;
import org.kohsuke.stapler.DataBoundConstructor;

/** What a release would do: {@code configurationPlan version: '1.4.0', directory: 'config'}. Nothing is written. */
public class ConfigurationPlanStep extends SourceStep {
    private static final long serialVersionUID = 1;

    @DataBoundConstructor
    public ConfigurationPlanStep(String version) {
        super(version);
    }

    @Override
    Object run(Desk desk) throws Exception {
        Plan plan = plan(desk);
        desk.say(PlanText.of(plan));
        return Results.of(desk.environment().getName(), plan);
    }

    @Extension
    public static class DescriptorImpl extends Form {
        @Override
        public String getFunctionName() {
            return "configurationPlan";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ConfigurationPlanStep_DisplayName();
        }
    }
}
