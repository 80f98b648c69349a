package io.jenkins.plugins.calvinverse.environments.choice;

import hudson.AbortException;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.calvinverse.environments.EnvironmentsConfiguration;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import java.util.List;
import jenkins.model.Jenkins;

/** Environments in forms: those the job at hand may use, shown to who may configure it. */
public final class Offered {
    private Offered() {}

    /**
     * @param item the job or folder the form belongs to; null outside of any
     * @param optional whether none may be chosen
     */
    public static ListBoxModel to(Item item, boolean optional) {
        ListBoxModel items = new ListBoxModel();
        if (optional) {
            items.add(Messages.Offered_Default(), "");
        }
        if (mayLook(item)) {
            environments(item).forEach(e -> items.add(e.getName()));
        }
        return items;
    }

    /** Whether the job may use the environment that is named. */
    public static FormValidation check(Item item, String name) {
        if (!mayLook(item) || Util.fixEmptyAndTrim(name) == null || item == null) {
            return FormValidation.ok();
        }
        try {
            Choice.of(item, name.trim());
            return FormValidation.ok();
        } catch (AbortException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    private static List<Environment> environments(Item item) {
        return item == null ? EnvironmentsConfiguration.get().getEnvironments() : Choice.usableBy(item);
    }

    private static boolean mayLook(Item item) {
        return item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(Item.CONFIGURE);
    }
}
