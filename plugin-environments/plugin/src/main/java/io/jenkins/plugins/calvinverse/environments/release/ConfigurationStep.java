package io.jenkins.plugins.calvinverse.environments.release;

import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.calvinverse.environments.choice.Offered;
import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A step on the configuration of an environment. It is written with the state of the build until it ends. */
public abstract class ConfigurationStep extends Step implements Serializable {
    private static final long serialVersionUID = 1;

    private String environment;
    private String stream;

    /** Null for the pinned or default one. */
    public String getEnvironment() {
        return environment;
    }

    @DataBoundSetter
    public void setEnvironment(String environment) {
        this.environment = Util.fixEmptyAndTrim(environment);
    }

    /** Null for the one stream most environments have. */
    public String getStream() {
        return stream;
    }

    @DataBoundSetter
    public void setStream(String stream) {
        this.stream = Util.fixEmptyAndTrim(stream);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new ConfigurationExecution(context, this);
    }

    /** On a thread that may wait; again from its beginning when the controller was restarted meanwhile. */
    abstract Object run(Desk desk) throws Exception;

    /** What the descriptors of these steps have in common. */
    abstract static class Form extends StepDescriptor {
        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class);
        }

        @Override
        public String argumentsToString(Map<String, Object> namedArgs) {
            return namedArgs.get("version") instanceof String version ? version : null;
        }

        @POST
        public ListBoxModel doFillEnvironmentItems(@AncestorInPath Item item) {
            return Offered.to(item, true);
        }

        @POST
        public FormValidation doCheckEnvironment(@AncestorInPath Item item, @QueryParameter String value) {
            return Offered.check(item, value);
        }
    }
}
