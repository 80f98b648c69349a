package io.jenkins.plugins.calvinverse.environments.secrets.vault;

import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import io.calvinverse.environments.secrets.Debt;
import java.util.List;

/** Tells administrators of secrets that should have been revoked and are not. */
@Extension
public class OwedSecrets extends AdministrativeMonitor {
    @Override
    public boolean isActivated() {
        return !getDebts().isEmpty();
    }

    @Override
    public String getDisplayName() {
        return Messages.OwedSecrets_DisplayName();
    }

    @Override
    public boolean isSecurity() {
        return true;
    }

    public List<Debt> getDebts() {
        return Vaults.get().debts();
    }

    /** When it is tried again, for people. */
    public String when(Debt debt) {
        return debt.next() == null ? Messages.OwedSecrets_Never(debt.ends()) : Messages.OwedSecrets_Again(debt.next());
    }
}
