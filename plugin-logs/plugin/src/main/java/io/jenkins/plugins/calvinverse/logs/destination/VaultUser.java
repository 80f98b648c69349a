package io.jenkins.plugins.calvinverse.logs.destination;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.calvinverse.logs.check.Refusal;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A user that the Vault of an environment (plugin calvinverse-environments) makes, or keeps. */
public class VaultUser extends AbstractDescribableImpl<VaultUser> {
    private final String vault;
    private final String path;

    @DataBoundConstructor
    public VaultUser(String vault, String path) {
        Refusal.unless(checkVault(vault));
        Refusal.unless(checkPath(path));
        this.vault = vault.trim();
        this.path = path.trim();
    }

    /** Name of the environment whose Vault it is. */
    public String getVault() {
        return vault;
    }

    /** In Vault, of a secret with {@code username} and {@code password}. */
    public String getPath() {
        return path;
    }

    private static String checkVault(String vault) {
        return Util.fixEmptyAndTrim(vault) == null ? Messages.VaultUser_NoVault() : null;
    }

    private static String checkPath(String path) {
        String given = Util.fixNull(path).trim();
        boolean whole = given.contains("/") && !given.startsWith("/") && !given.endsWith("/");
        return whole && given.indexOf(' ') < 0 ? null : Messages.VaultUser_Path(given);
    }

    @Extension
    @Symbol("vaultUser")
    public static class DescriptorImpl extends Descriptor<VaultUser> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.VaultUser_DisplayName();
        }

        @POST
        public FormValidation doCheckVault(@QueryParameter String value) {
            return Refusal.field(checkVault(value));
        }

        @POST
        public FormValidation doCheckPath(@QueryParameter String value) {
            return Refusal.field(checkPath(value));
        }
    }
}
