package io.jenkins.plugins.calvinverse.environments.definition;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.calvinverse.environments.handover.HandoverSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** How new machines of an environment come to a token of Vault: from a role, wrapped, under a key of Consul. */
public class MachineTokens extends AbstractDescribableImpl<MachineTokens> {
    static final int SHORTEST = 10;
    static final int LONGEST = (int) HandoverSettings.LONGEST_WRAP.toSeconds();
    private static final Pattern ROLE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private List<TemplateRole> roles = new ArrayList<>();
    private String defaultRole;
    private boolean ownPath;
    private int seconds = LONGEST;

    @DataBoundConstructor
    public MachineTokens() {
        // every setting has a default
    }

    public List<TemplateRole> getRoles() {
        return List.copyOf(roles);
    }

    @DataBoundSetter
    public void setRoles(List<TemplateRole> roles) {
        this.roles = new ArrayList<>(Util.fixNull(roles));
    }

    /** For templates without a role of their own; null when their machines get no token. */
    public String getDefaultRole() {
        return defaultRole;
    }

    @DataBoundSetter
    public void setDefaultRole(String defaultRole) {
        this.defaultRole = Util.fixEmptyAndTrim(defaultRole);
        Refusal.unless(this.defaultRole == null ? null : role(this.defaultRole));
    }

    /**
     * Whether each token gets an identity named as its machine, so that a policy with
     * {@code {{identity.entity.aliases.<accessor>.name}}} in its path grants each machine its own path alone. The roles must allow it.
     */
    public boolean isOwnPath() {
        return ownPath;
    }

    @DataBoundSetter
    public void setOwnPath(boolean ownPath) {
        this.ownPath = ownPath;
    }

    /** How long a machine has to take its token. */
    public int getSeconds() {
        return seconds;
    }

    @DataBoundSetter
    public void setSeconds(int seconds) {
        Refusal.unless(checkSeconds(seconds));
        this.seconds = seconds;
    }

    /** The role of a template's machines; empty when they get no token. */
    public Optional<String> roleOf(String template) {
        return roles.stream()
                .filter(each -> each.getTemplate().equals(template))
                .map(TemplateRole::getRole)
                .findFirst()
                .or(() -> Optional.ofNullable(defaultRole));
    }

    /** All roles that are named. */
    public Set<String> allRoles() {
        Set<String> all =
                new TreeSet<>(roles.stream().map(TemplateRole::getRole).toList());
        if (defaultRole != null) {
            all.add(defaultRole);
        }
        return all;
    }

    /** What does not go together, or null. */
    String problem() {
        Set<String> seen = new TreeSet<>();
        return roles.stream()
                .map(TemplateRole::getTemplate)
                .filter(template -> !seen.add(template))
                .findFirst()
                .map(Messages::MachineTokens_TwoRoles)
                .orElse(allRoles().isEmpty() ? Messages.MachineTokens_NoRole() : null);
    }

    static String role(String role) {
        return ROLE.matcher(role).matches() ? null : Messages.MachineTokens_Role(role);
    }

    private static String checkSeconds(int seconds) {
        return seconds < SHORTEST || seconds > LONGEST
                ? Messages.MachineTokens_Seconds(seconds, SHORTEST, LONGEST)
                : null;
    }

    protected Object readResolve() {
        roles = Util.fixNull(roles);
        seconds = seconds == 0 ? LONGEST : seconds;
        return this;
    }

    @Extension
    @Symbol("machineTokens")
    public static class DescriptorImpl extends Descriptor<MachineTokens> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.MachineTokens_DisplayName();
        }

        public int getDefaultSeconds() {
            return LONGEST;
        }

        @POST
        public FormValidation doCheckDefaultRole(@QueryParameter String value) {
            String role = Util.fixEmptyAndTrim(value);
            return Refusal.field(role == null ? null : role(role));
        }

        @POST
        public FormValidation doCheckSeconds(@QueryParameter int value) {
            return Refusal.field(checkSeconds(value));
        }
    }
}
