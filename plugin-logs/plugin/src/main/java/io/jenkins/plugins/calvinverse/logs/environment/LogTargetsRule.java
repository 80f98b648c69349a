package io.jenkins.plugins.calvinverse.logs.environment;

import hudson.Extension;
import io.calvinverse.logs.ship.amqp.Lack;
import io.jenkins.plugins.calvinverse.environments.spi.EnvironmentFinding;
import io.jenkins.plugins.calvinverse.environments.spi.EnvironmentNeed;
import io.jenkins.plugins.calvinverse.environments.spi.EnvironmentRule;
import io.jenkins.plugins.calvinverse.environments.spi.EnvironmentSight;
import io.jenkins.plugins.calvinverse.logs.LogsConfiguration;
import io.jenkins.plugins.calvinverse.logs.destination.AmqpLogTarget;
import io.jenkins.plugins.calvinverse.logs.destination.AroundHere;
import io.jenkins.plugins.calvinverse.logs.destination.LogTarget;
import io.jenkins.plugins.calvinverse.logs.destination.ServiceAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What log targets need of an environment: the services they name, and the virtual hosts, exchanges and queues of its brokers. There where
 * the plugin for environments is.
 */
@Extension(optional = true)
public class LogTargetsRule implements EnvironmentRule {
    @Override
    public String name() {
        return "log-targets";
    }

    @Override
    public List<EnvironmentNeed> needs(String environment) {
        return LogsConfiguration.get().getTargets().stream()
                .filter(each -> names(each, environment))
                .map(each -> new EnvironmentNeed(
                        EnvironmentNeed.Kind.SERVICE,
                        text(each.getService()),
                        Messages.LogTargetsRule_NeededBy(each.getName()),
                        Messages.LogTargetsRule_Service()))
                .toList();
    }

    @Override
    public List<EnvironmentFinding> check(EnvironmentSight sight) throws IOException {
        List<EnvironmentFinding> findings = new ArrayList<>();
        for (LogTarget each : LogsConfiguration.get().getTargets()) {
            if (each instanceof AmqpLogTarget broker) {
                look(broker, sight, findings);
            }
        }
        return findings;
    }

    private static void look(AmqpLogTarget target, EnvironmentSight sight, List<EnvironmentFinding> findings)
            throws IOException {
        List<String> addresses = addresses(target, sight);
        if (addresses.isEmpty()) {
            // It belongs elsewhere, or its service is away, which is a finding among the needs.
            return;
        }
        for (Lack lack : target.lacks(addresses, AroundHere.surroundings())) {
            findings.add(new EnvironmentFinding(
                    lack.subject(), lack.fault(), Messages.LogTargetsRule_NeededBy(target.getName()), lack.wayOut()));
        }
    }

    /** Where the target is in this environment; empty if it is not there. */
    private static List<String> addresses(LogTarget target, EnvironmentSight sight) {
        if (target.getService() == null) {
            return target.addressList().stream()
                    .filter(each -> isHere(each, sight))
                    .toList();
        }
        if (!names(target, sight.name())) {
            return List.of();
        }
        ServiceAddress service = target.getService();
        return sight.services().stream()
                .filter(each -> each.passing() && each.service().equals(service.getService()))
                .filter(each -> service.getTag() == null || each.tags().contains(service.getTag()))
                .map(LogTargetsRule::address)
                .toList();
    }

    /** An address that somebody wrote down is one of the catalog, or a name in Consul's domain. */
    private static boolean isHere(String address, EnvironmentSight sight) {
        String host = address.replaceFirst(":[0-9]+$", "");
        return host.endsWith("." + sight.domain())
                || sight.services().stream().anyMatch(each -> address(each).equals(address));
    }

    private static boolean names(LogTarget target, String environment) {
        return target.getService() != null
                && target.getService().getEnvironment().equals(environment);
    }

    private static String text(ServiceAddress service) {
        return service.getTag() == null ? service.getService() : service.getTag() + "." + service.getService();
    }

    private static String address(EnvironmentSight.Instance instance) {
        String host = instance.address();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + instance.port();
    }
}
