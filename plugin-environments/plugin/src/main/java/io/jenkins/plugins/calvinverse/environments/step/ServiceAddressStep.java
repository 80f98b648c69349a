package io.jenkins.plugins.calvinverse.environments.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.calvinverse.environments.choice.Offered;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Where a service of the environment answers: {@code serviceAddress service: 'artefacts', tag: 'write-production'}. */
public class ServiceAddressStep extends Step {
    static final int DEFAULT_WAIT = 60;

    private final String service;
    private String tag;
    private String environment;
    private String scheme;
    private String path;
    private int waitSeconds = DEFAULT_WAIT;

    @DataBoundConstructor
    public ServiceAddressStep(String service) {
        this.service = service;
    }

    public String getService() {
        return service;
    }

    public String getTag() {
        return tag;
    }

    @DataBoundSetter
    public void setTag(String tag) {
        this.tag = Util.fixEmptyAndTrim(tag);
    }

    public String getEnvironment() {
        return environment;
    }

    @DataBoundSetter
    public void setEnvironment(String environment) {
        this.environment = Util.fixEmptyAndTrim(environment);
    }

    /** Makes the answer a URL; null for {@code host:port}. */
    public String getScheme() {
        return scheme;
    }

    @DataBoundSetter
    public void setScheme(String scheme) {
        this.scheme = Util.fixEmptyAndTrim(scheme);
        if (this.scheme != null && !this.scheme.matches("[A-Za-z][A-Za-z0-9+.-]*")) {
            throw new IllegalArgumentException(Messages.ServiceAddressStep_Scheme(scheme));
        }
    }

    /** Appended to the URL. */
    public String getPath() {
        return path;
    }

    @DataBoundSetter
    public void setPath(String path) {
        this.path = Util.fixEmptyAndTrim(path);
    }

    /** How long it is asked again while nobody answers and nothing is known from before. */
    public int getWaitSeconds() {
        return waitSeconds;
    }

    @DataBoundSetter
    public void setWaitSeconds(int waitSeconds) {
        if (waitSeconds < 0) {
            throw new IllegalArgumentException(Messages.ServiceAddressStep_Wait(waitSeconds));
        }
        this.waitSeconds = waitSeconds;
    }

    /** The answer's form. */
    String format(String address) {
        if (scheme == null) {
            return address;
        }
        String below = path == null ? "" : path.startsWith("/") ? path : "/" + path;
        return scheme + "://" + address + below;
    }

    @Override
    public StepExecution start(StepContext context) {
        if (path != null && scheme == null) {
            throw new IllegalArgumentException(Messages.ServiceAddressStep_PathWithoutScheme());
        }
        return new ServiceAddressExecution(context, this);
    }

    @Extension
    public static class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "serviceAddress";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ServiceAddressStep_DisplayName();
        }

        public int getDefaultWait() {
            return DEFAULT_WAIT;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class);
        }

        @Override
        public String argumentsToString(@NonNull Map<String, Object> namedArgs) {
            return new TreeMap<>(namedArgs)
                    .descendingMap().entrySet().stream()
                            .filter(e ->
                                    e.getKey().equals("service") || e.getKey().equals("tag"))
                            .map(e -> String.valueOf(e.getValue()))
                            .collect(Collectors.joining("."));
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
