package io.jenkins.plugins.calvinverse.logs.page;

import hudson.model.Action;
import hudson.model.Run;

/** Leads from a build to its shipped lines. Made for the page, never kept. */
public class ShippedLogLink implements Action {
    private final transient Run<?, ?> run;

    ShippedLogLink(Run<?, ?> run) {
        this.run = run;
    }

    @Override
    public String getIconFileName() {
        return "symbol-paper-plane-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.ShippedLogLink_DisplayName();
    }

    @Override
    public String getUrlName() {
        return ShippedLog.link(run);
    }
}
