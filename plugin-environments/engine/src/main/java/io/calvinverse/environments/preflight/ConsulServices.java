package io.calvinverse.environments.preflight;

import io.calvinverse.environments.consul.Catalog;
import io.calvinverse.environments.consul.Check;
import io.calvinverse.environments.consul.Consistency;
import io.calvinverse.environments.consul.Consul;
import io.calvinverse.environments.consul.ConsulException;
import io.calvinverse.environments.consul.Instance;
import java.util.ArrayList;
import java.util.List;

/** The catalog of a real Consul as rules look at it: one request, and one for each service. */
public final class ConsulServices {
    private ConsulServices() {}

    public static List<ServiceSeen> read(Consul consul) throws ConsulException {
        List<ServiceSeen> seen = new ArrayList<>();
        for (String service :
                consul.read(Catalog.services(), Consistency.DEFAULT).value().keySet()) {
            for (Instance instance :
                    consul.read(Catalog.instances(service), Consistency.DEFAULT).value()) {
                boolean passing = instance.status() != Check.Status.CRITICAL;
                seen.add(new ServiceSeen(
                        service,
                        instance.tags(),
                        instance.address(),
                        instance.port(),
                        passing,
                        passing ? "" : output(instance)));
            }
        }
        return seen;
    }

    private static String output(Instance instance) {
        return instance.checks().stream()
                .filter(check -> check.status() == Check.Status.CRITICAL)
                .map(check -> check.id() + (check.output().isEmpty() ? "" : " (" + check.output() + ")"))
                .findFirst()
                .orElse("");
    }
}
