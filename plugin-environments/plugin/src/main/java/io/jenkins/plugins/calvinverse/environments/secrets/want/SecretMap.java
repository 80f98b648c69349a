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

/** Every field of a secret in a variable of its own: {@code secretMap(path: 'database/creds/read', prefix: 'DB_')}. */
public class SecretMap extends WantedSecret {
    private static final long serialVersionUID = 1;

    private String prefix;

    @DataBoundConstructor
    public SecretMap(String path) {
        super(path);
    }

    /** Before the names of the fields; null for none. */
    public String getPrefix() {
        return prefix;
    }

    @DataBoundSetter
    public void setPrefix(String prefix) {
        String trimmed = Util.fixEmptyAndTrim(prefix);
        this.prefix = trimmed == null ? null : Wanted.variable(trimmed);
    }

    @Override
    public Want want(String pathPrefix, EnvVars variables) {
        return new Want.Everything(source(pathPrefix, variables), Util.fixNull(prefix));
    }

    @Extension
    @Symbol("secretMap")
    public static class DescriptorImpl extends WantedSecretForm {
        public DescriptorImpl() {
            super(SecretMap.class);
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.SecretMap_DisplayName();
        }

        @POST
        public FormValidation doCheckPrefix(@QueryParameter String value) {
            return check(() -> new SecretMap("any/path").setPrefix(value));
        }
    }
}
