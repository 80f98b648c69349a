package io.jenkins.plugins.calvinverse.environments.preflight;

import io.calvinverse.environments.discovery.Endpoint;
import io.calvinverse.environments.preflight.Need;
import io.calvinverse.environments.preflight.ServiceSeen;
import io.jenkins.plugins.calvinverse.environments.connection.Lookup;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import io.jenkins.plugins.calvinverse.environments.definition.StaticService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Services that Consul's catalog does not show: those at fixed addresses, and, without Consul's API, those that DNS knows. */
final class BesideCatalog {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Environment environment;

    BesideCatalog(Environment environment) {
        this.environment = environment;
    }

    /** Of the services that are needed, those that a step would find. Waits for DNS. */
    List<ServiceSeen> needed(List<Need> needs) {
        List<ServiceSeen> found = new ArrayList<>();
        for (Need need : needs) {
            int dot = need.name().lastIndexOf('.');
            String service = need.name().substring(dot + 1);
            if (need.kind() == Need.Kind.SERVICE && isAskedFor(service)) {
                String tag = dot < 0 ? "" : need.name().substring(0, dot);
                find(service, tag).forEach(each -> found.add(seen(service, tag, each)));
            }
        }
        return found;
    }

    private boolean isAskedFor(String service) {
        return environment.getConsul() == null
                || environment.getStaticServices().stream()
                        .map(StaticService::getService)
                        .anyMatch(service::equals);
    }

    private List<Endpoint> find(String service, String tag) {
        CompletableFuture<List<Endpoint>> asking = Lookup.of(environment, service, tag.isEmpty() ? null : tag, PATIENCE)
                .thenApply(found -> found.endpoints());
        try {
            return asking.get(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // It is missing, and the need's own finding says so.
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private static ServiceSeen seen(String service, String tag, Endpoint endpoint) {
        return new ServiceSeen(
                service, tag.isEmpty() ? Set.of() : Set.of(tag), endpoint.host(), endpoint.port(), true, "");
    }
}
