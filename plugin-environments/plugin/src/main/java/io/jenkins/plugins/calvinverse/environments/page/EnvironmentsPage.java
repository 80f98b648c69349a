package io.jenkins.plugins.calvinverse.environments.page;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.RootAction;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import io.jenkins.plugins.calvinverse.environments.EnvironmentsConfiguration;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.StaplerProxy;

/** The environments of this controller, for whoever may see them. */
@Extension
public class EnvironmentsPage implements RootAction, StaplerProxy {
    private static final PermissionGroup GROUP =
            new PermissionGroup(EnvironmentsPage.class, Messages._EnvironmentsPage_Permissions());

    /** To see environments, their services and their configuration. */
    public static final Permission READ = new Permission(
            GROUP, "Read", Messages._EnvironmentsPage_Read(), Jenkins.SYSTEM_READ, PermissionScope.JENKINS);

    /** To bring releases of configuration from one environment to another on their pages; pipelines need it not. */
    public static final Permission RELEASE = new Permission(
            GROUP, "Release", Messages._EnvironmentsPage_Release(), Jenkins.ADMINISTER, PermissionScope.JENKINS);

    @Override
    public Object getTarget() {
        Jenkins.get().checkPermission(READ);
        return this;
    }

    @Override
    public String getIconFileName() {
        boolean shown = Jenkins.get().hasPermission(READ)
                && !EnvironmentsConfiguration.get().getEnvironments().isEmpty();
        return shown ? "symbol-layers-outline plugin-ionicons-api" : null;
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return Messages.EnvironmentsPage_DisplayName();
    }

    @NonNull
    @Override
    public String getUrlName() {
        return "environments";
    }

    @Restricted(NoExternalUse.class) // the page alone
    public List<EnvironmentPage> getAll() {
        return EnvironmentsConfiguration.get().getEnvironments().stream()
                .map(EnvironmentPage::new)
                .toList();
    }

    /** The URL space {@code environment/<name>}; null for a name that is none. */
    public EnvironmentPage getEnvironment(String name) {
        return EnvironmentsConfiguration.get()
                .named(name)
                .map(EnvironmentPage::new)
                .orElse(null);
    }
}
