package io.jenkins.plugins.calvinverse.environments.preflight;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import java.util.List;
import org.jenkinsci.Symbol;

/** Tells administrators what the last looks over the environments found. Memory only. */
@Extension
@Symbol("calvinverseEnvironmentChecks")
public class PreflightMonitor extends AdministrativeMonitor {
    private static final int SHOWN = 5;

    @NonNull
    @Override
    public String getDisplayName() {
        return Messages.PreflightMonitor_DisplayName();
    }

    @Override
    public boolean isActivated() {
        return !getVerdicts().isEmpty();
    }

    public List<Verdict> getVerdicts() {
        return Preflights.get().unclean();
    }

    /** How many findings of each environment are shown; its page has them all. */
    public int getShown() {
        return SHOWN;
    }
}
