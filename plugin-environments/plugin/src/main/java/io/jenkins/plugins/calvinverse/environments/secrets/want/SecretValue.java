package io.jenkins.plugins.calvinverse.environments.secrets.want;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import io.calvinverse.environments.secrets.Want;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** One field of a secret in a variable: {@code secretValue(path: 'secret/team/x', field: 'password', variable: 'PASSWORD')}. */
public class SecretValue extends WantedSecret {
    private static final long serialVersionUID = 1;

    private final String variable;
    private String field;

    @DataBoundConstructor
    public SecretValue(String path, String variable) {
        super(path);
        this.variable = Wanted.variable(variable);
    }

    public String getVariable() {
        return variable;
    }

    /** Null for the whole secret as JSON. */
    public String getField() {
        return field;
    }

    @DataBoundSetter
    public void setField(String field) {
        this.field = Util.fixEmptyAndTrim(field);
    }

    @Override
    public Want want(String prefix, EnvVars variables) {
        return new Want.Value(source(prefix, variables), Util.fixNull(field), variable);
    }

    @Extension
    @Symbol("secretValue")
    public static class DescriptorImpl extends WantedSecretForm {
        public DescriptorImpl() {
            super(SecretValue.class);
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.SecretValue_DisplayName();
        }

        @POST
        public FormValidation doCheckVariable(@QueryParameter String value) {
            return check(() -> Wanted.variable(value));
        }
    }
}
