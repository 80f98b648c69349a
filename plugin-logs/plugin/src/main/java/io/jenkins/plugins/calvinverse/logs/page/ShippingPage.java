package io.jenkins.plugins.calvinverse.logs.page;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Functions;
import hudson.Util;
import hudson.model.ManagementLink;
import hudson.security.Permission;
import io.calvinverse.logs.spool.GivenUp;
import io.calvinverse.logs.spool.SpooledBuild;
import io.jenkins.plugins.calvinverse.logs.shipping.Shipping;
import io.jenkins.plugins.calvinverse.logs.shipping.TargetView;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** How the shipping keeps up: per target, and per build that waits. */
@Extension
@Symbol("logShipping")
@Restricted(NoExternalUse.class) // the page alone
public class ShippingPage extends ManagementLink {
    private static final int MOST_ROWS = 200;

    @Override
    public String getIconFileName() {
        return "symbol-paper-plane-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.ShippingPage_DisplayName();
    }

    @Override
    public String getDescription() {
        return Messages.ShippingPage_Description();
    }

    @Override
    public String getUrlName() {
        return "log-shipping";
    }

    @NonNull
    @Override
    public Permission getRequiredPermission() {
        return Jenkins.SYSTEM_READ;
    }

    @NonNull
    @Override
    public Category getCategory() {
        return Category.STATUS;
    }

    public List<TargetView> getTargets() {
        return Shipping.get().targets();
    }

    public String getTrouble() {
        return Shipping.get().trouble();
    }

    public GivenUp getGivenUp() {
        return Shipping.get().givenUp();
    }

    /** The oldest ones. */
    public List<SpooledBuild> getWaiting() {
        return Shipping.get().waiting().stream()
                .sorted(Comparator.comparingLong(build -> build.facts().started()))
                .limit(MOST_ROWS)
                .toList();
    }

    public int getWaitingCount() {
        return Shipping.get().waiting().size();
    }

    /** Lines confirmed by a target; empty for none yet. */
    public String lines(TargetView target, SpooledBuild build) {
        Long lines = target.status().confirmedLines().get(build.key());
        return lines == null ? "" : String.format(Locale.ROOT, "%,d", lines);
    }

    public String bytes(long count) {
        return Functions.humanReadableByteSize(count);
    }

    public String span(long millis) {
        return millis < 1_000 ? Messages.ShippingPage_NoLag() : Util.getTimeSpanString(millis);
    }

    public String rate(double perSecond) {
        return String.format(Locale.ROOT, "%,.0f", perSecond);
    }
}
