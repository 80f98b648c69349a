package io.jenkins.plugins.calvinverse.environments.definition;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Which token role of Vault the machines of a template get their token from. */
public class TemplateRole extends AbstractDescribableImpl<TemplateRole> {
    private final String template;
    private final String role;

    @DataBoundConstructor
    public TemplateRole(String template, String role) {
        this.template = Util.fixNull(Util.fixEmptyAndTrim(template));
        this.role = Util.fixNull(Util.fixEmptyAndTrim(role));
        Refusal.unless(checkTemplate(this.template));
        Refusal.unless(MachineTokens.role(this.role));
    }

    /** Its name at the provisioner of machines. */
    public String getTemplate() {
        return template;
    }

    public String getRole() {
        return role;
    }

    private static String checkTemplate(String template) {
        return template.isEmpty() ? Messages.TemplateRole_NoTemplate() : null;
    }

    @Extension
    @Symbol("templateRole")
    public static class DescriptorImpl extends Descriptor<TemplateRole> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.TemplateRole_DisplayName();
        }

        @POST
        public FormValidation doCheckTemplate(@QueryParameter String value) {
            return Refusal.field(checkTemplate(Util.fixNull(Util.fixEmptyAndTrim(value))));
        }

        @POST
        public FormValidation doCheckRole(@QueryParameter String value) {
            return Refusal.field(MachineTokens.role(Util.fixNull(Util.fixEmptyAndTrim(value))));
        }
    }
}
