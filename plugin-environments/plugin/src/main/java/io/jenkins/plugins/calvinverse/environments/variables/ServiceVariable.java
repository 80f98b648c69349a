package io.jenkins.plugins.calvinverse.environments.variables;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A variable with the address of a service. */
public class ServiceVariable extends AbstractDescribableImpl<ServiceVariable> {
    private final String variable;
    private final String service;
    private String tag;

    @DataBoundConstructor
    public ServiceVariable(String variable, String service) {
        if (!isVariable(variable)) {
            throw new IllegalArgumentException(Messages.ServiceVariable_Name(variable));
        }
        this.variable = variable;
        this.service = service;
    }

    public String getVariable() {
        return variable;
    }

    public String getService() {
        return service;
    }

    /** Null for any instance. */
    public String getTag() {
        return tag;
    }

    @DataBoundSetter
    public void setTag(String tag) {
        this.tag = Util.fixEmptyAndTrim(tag);
    }

    private static boolean isVariable(String name) {
        return name != null && name.matches("[A-Za-z_][A-Za-z0-9_]*");
    }

    @Extension
    @Symbol("serviceVariable")
    public static class DescriptorImpl extends Descriptor<ServiceVariable> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ServiceVariable_DisplayName();
        }

        @POST
        public FormValidation doCheckVariable(@AncestorInPath Item item, @QueryParameter String value) {
            boolean may = item == null || item.hasPermission(Item.CONFIGURE);
            return !may || isVariable(value)
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.ServiceVariable_Name(value));
        }
    }
}
