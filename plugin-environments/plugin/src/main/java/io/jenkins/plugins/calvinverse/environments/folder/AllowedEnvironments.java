package io.jenkins.plugins.calvinverse.environments.folder;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.hudson.plugins.folder.AbstractFolderProperty;
import com.cloudbees.hudson.plugins.folder.AbstractFolderPropertyDescriptor;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AutoCompletionCandidates;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.util.FormValidation;
import io.jenkins.plugins.calvinverse.environments.EnvironmentsConfiguration;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Which environments a folder and everything in it may use. Folders inside can only narrow it further. */
public class AllowedEnvironments extends AbstractFolderProperty<AbstractFolder<?>> {
    private final String environments;

    /** @param environments names, separated by blanks; none at all allows none */
    @DataBoundConstructor
    public AllowedEnvironments(String environments) {
        this.environments = String.join(" ", split(environments));
    }

    public String getEnvironments() {
        return environments;
    }

    /** The names an item may use, or null when no folder around it says anything. Memory only. */
    public static Set<String> of(Item item) {
        Set<String> allowed = null;
        ItemGroup<?> around = item instanceof ItemGroup<?> group ? group : item.getParent();
        while (around instanceof Item holder) {
            if (around instanceof AbstractFolder<?> folder) {
                AllowedEnvironments property = folder.getProperties().get(AllowedEnvironments.class);
                if (property != null) {
                    Set<String> here = split(property.environments);
                    if (allowed == null) {
                        allowed = here;
                    } else {
                        allowed.retainAll(here);
                    }
                }
            }
            around = holder.getParent();
        }
        return allowed;
    }

    private static Set<String> split(String names) {
        return new LinkedHashSet<>(
                List.of(Util.fixNull(names).replace(',', ' ').trim().split("\\s+")));
    }

    @Extension
    @Symbol("allowedEnvironments")
    public static class DescriptorImpl extends AbstractFolderPropertyDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.AllowedEnvironments_DisplayName();
        }

        /** Names that are no environment of this controller; said, not refused: environments come and go by themselves. */
        @POST
        public FormValidation doCheckEnvironments(
                @AncestorInPath AbstractFolder<?> folder, @QueryParameter String value) {
            if (!mayConfigure(folder)) {
                return FormValidation.ok();
            }
            List<String> unknown = split(value).stream()
                    .filter(n -> !n.isEmpty())
                    .filter(n -> EnvironmentsConfiguration.get().named(n).isEmpty())
                    .toList();
            if (!unknown.isEmpty()) {
                return FormValidation.warning(
                        Messages.AllowedEnvironments_Unknown(String.join(", ", unknown), names()));
            }
            return Util.fixEmptyAndTrim(value) == null
                    ? FormValidation.warning(Messages.AllowedEnvironments_None())
                    : FormValidation.ok();
        }

        @POST
        public AutoCompletionCandidates doAutoCompleteEnvironments(@AncestorInPath AbstractFolder<?> folder) {
            AutoCompletionCandidates candidates = new AutoCompletionCandidates();
            if (mayConfigure(folder)) {
                candidates.add(EnvironmentsConfiguration.get().getEnvironments().stream()
                        .map(Environment::getName)
                        .toArray(String[]::new));
            }
            return candidates;
        }

        private static boolean mayConfigure(AbstractFolder<?> folder) {
            return folder == null
                    ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                    : folder.hasPermission(Item.CONFIGURE);
        }

        private static String names() {
            return String.join(
                    ", ",
                    EnvironmentsConfiguration.get().getEnvironments().stream()
                            .map(Environment::getName)
                            .toList());
        }
    }
}
