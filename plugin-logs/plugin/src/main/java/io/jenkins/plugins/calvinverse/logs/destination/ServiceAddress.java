package io.jenkins.plugins.calvinverse.logs.destination;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.calvinverse.logs.check.Refusal;
import java.util.regex.Pattern;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A service of an environment (plugin calvinverse-environments) whose addresses are used instead of fixed ones. */
public class ServiceAddress extends AbstractDescribableImpl<ServiceAddress> {
    private static final Pattern SERVICE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    private final String environment;
    private final String service;
    private String tag;

    @DataBoundConstructor
    public ServiceAddress(String environment, String service) {
        Refusal.unless(checkEnvironment(environment));
        Refusal.unless(checkService(service));
        this.environment = environment.trim();
        this.service = service;
    }

    /** Name of the environment. */
    public String getEnvironment() {
        return environment;
    }

    public String getService() {
        return service;
    }

    /** Null for any. */
    public String getTag() {
        return tag;
    }

    @DataBoundSetter
    public void setTag(String tag) {
        this.tag = Util.fixEmptyAndTrim(tag);
    }

    private static String checkEnvironment(String environment) {
        return Util.fixEmptyAndTrim(environment) == null ? Messages.ServiceAddress_NoEnvironment() : null;
    }

    private static String checkService(String service) {
        return service != null && SERVICE.matcher(service).matches() ? null : Messages.ServiceAddress_Service(service);
    }

    @Extension
    @Symbol("service")
    public static class DescriptorImpl extends Descriptor<ServiceAddress> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ServiceAddress_DisplayName();
        }

        @POST
        public FormValidation doCheckEnvironment(@QueryParameter String value) {
            return Refusal.field(checkEnvironment(value));
        }

        @POST
        public FormValidation doCheckService(@QueryParameter String value) {
            return Refusal.field(checkService(value));
        }
    }
}
