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

/** One field of a secret as a file on the agent; the variable says where: {@code secretFile(path: …, field: …, variable: …)}. */
public class SecretFile extends WantedSecret {
    private static final long serialVersionUID = 1;

    private final String variable;
    private String field;
    private boolean base64;
    private String fileName;

    @DataBoundConstructor
    public SecretFile(String path, String variable) {
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

    /** Whether the field holds Base64 of the content, as is usual for key stores. */
    public boolean isBase64() {
        return base64;
    }

    @DataBoundSetter
    public void setBase64(boolean base64) {
        this.base64 = base64;
    }

    /** Null for the name of the variable. */
    public String getFileName() {
        return fileName;
    }

    @DataBoundSetter
    public void setFileName(String fileName) {
        this.fileName = Wanted.fileName(fileName);
    }

    /** What the file is called. */
    public String actualFileName() {
        return fileName == null ? variable : fileName;
    }

    @Override
    public Want want(String prefix, EnvVars variables) {
        return new Want.InFile(source(prefix, variables), Util.fixNull(field), variable, base64);
    }

    @Extension
    @Symbol("secretFile")
    public static class DescriptorImpl extends WantedSecretForm {
        public DescriptorImpl() {
            super(SecretFile.class);
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.SecretFile_DisplayName();
        }

        @POST
        public FormValidation doCheckVariable(@QueryParameter String value) {
            return check(() -> Wanted.variable(value));
        }

        @POST
        public FormValidation doCheckFileName(@QueryParameter String value) {
            return check(() -> Wanted.fileName(value));
        }
    }
}
