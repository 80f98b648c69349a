package io.jenkins.plugins.calvinverse.environments.identity;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import io.jenkins.plugins.calvinverse.environments.spi.MachineIdentity;
import io.jenkins.plugins.calvinverse.environments.spi.MachineIdentity.State;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.Symbol;

/** Tells administrators of tokens that came into wrong hands, and of records that cannot be read. Memory only. */
@Extension
@Symbol("calvinverseMachineIdentities")
public class IdentityMonitor extends AdministrativeMonitor {

    @NonNull
    @Override
    public String getDisplayName() {
        return Messages.IdentityMonitor_DisplayName();
    }

    @Override
    public boolean isActivated() {
        return !getTroubles().isEmpty();
    }

    public List<String> getTroubles() {
        List<String> troubles = new ArrayList<>();
        for (Desk desk : Desks.get().all()) {
            if (!desk.trouble().isEmpty()) {
                troubles.add(Messages.IdentityMonitor_Desk(desk.environment(), desk.trouble()));
            }
            for (MachineIdentity each : desk.all()) {
                if (each.state() == State.ALARMED) {
                    troubles.add(Messages.IdentityMonitor_Alarm(
                            each.machine(), each.host(), desk.environment(), each.trouble()));
                }
            }
        }
        return troubles;
    }
}
