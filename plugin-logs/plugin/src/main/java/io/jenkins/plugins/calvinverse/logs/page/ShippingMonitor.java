package io.jenkins.plugins.calvinverse.logs.page;

import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import hudson.security.Permission;
import io.calvinverse.logs.spool.GivenUp;
import io.calvinverse.logs.spool.SpooledBuild;
import io.jenkins.plugins.calvinverse.logs.shipping.Shipping;
import io.jenkins.plugins.calvinverse.logs.shipping.TargetView;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;

/** Tells administrators what keeps logs from being shipped, and what was given up. */
@Extension
@Symbol("logShipping")
public class ShippingMonitor extends AdministrativeMonitor {
    /** A connection that is lost and comes back needs nobody. */
    private static final long PATIENCE = 20_000;

    @Override
    public String getDisplayName() {
        return Messages.ShippingMonitor_DisplayName();
    }

    @Override
    public Permission getRequiredPermission() {
        return Jenkins.SYSTEM_READ;
    }

    @Override
    public boolean isActivated() {
        return !getFindings().isEmpty();
    }

    /** Everything that is wrong now. Memory only. */
    public List<String> getFindings() {
        Shipping shipping = Shipping.get();
        List<String> findings = new ArrayList<>();
        if (!shipping.trouble().isEmpty()) {
            findings.add(shipping.trouble());
        }
        for (TargetView target : shipping.targets()) {
            if (target.troubled() && target.troubledMillis() >= PATIENCE) {
                findings.add(Messages.ShippingMonitor_Trouble(
                        target.name(), target.status().trouble()));
            }
            if (target.status().refused() > 0) {
                findings.add(Messages.ShippingMonitor_Refused(
                        target.name(),
                        target.status().refused(),
                        target.status().lastRefusal()));
            }
        }
        for (SpooledBuild build : shipping.waiting()) {
            if (build.held() != null) {
                findings.add(Messages.ShippingMonitor_Held(build.facts().name(), build.held()));
            }
        }
        GivenUp given = shipping.givenUp();
        if (given.builds() > 0
                && given.at() > Instant.now().minus(7, ChronoUnit.DAYS).toEpochMilli()) {
            findings.add(Messages.ShippingMonitor_GivenUp(given.builds(), given.bytes(), given.last()));
        }
        return findings;
    }
}
