package io.jenkins.plugins.calvinverse.logs.page;

import com.codahale.metrics.health.HealthCheck;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import java.util.List;
import java.util.Map;
import jenkins.metrics.api.HealthCheckProvider;

/** Health check {@code log-shipping}: unhealthy while the administrative monitor has something to say. */
@Extension
public class ShippingHealth extends HealthCheckProvider {
    @NonNull
    @Override
    public Map<String, HealthCheck> getHealthChecks() {
        return checks(check("log-shipping", new Findings()));
    }

    private static final class Findings extends HealthCheck {
        @Override
        protected Result check() {
            List<String> findings =
                    ExtensionList.lookupSingleton(ShippingMonitor.class).getFindings();
            return findings.isEmpty() ? Result.healthy() : Result.unhealthy(String.join("; ", findings));
        }
    }
}
