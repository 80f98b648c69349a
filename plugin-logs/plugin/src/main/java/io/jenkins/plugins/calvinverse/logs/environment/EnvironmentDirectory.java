package io.jenkins.plugins.calvinverse.logs.environment;

import hudson.Extension;
import io.jenkins.plugins.calvinverse.environments.spi.Environments;
import io.jenkins.plugins.calvinverse.environments.spi.ServiceAddress;
import io.jenkins.plugins.calvinverse.logs.destination.Directory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Services of environments, where that plugin is there. */
@Extension(optional = true)
public class EnvironmentDirectory implements Directory {
    @Override
    public CompletableFuture<List<String>> find(String environment, String service, String tag) {
        return Environments.find(environment, service, tag, Duration.ZERO)
                .thenApply(found ->
                        found.stream().map(EnvironmentDirectory::text).sorted().toList());
    }

    private static String text(ServiceAddress address) {
        String host = address.host().indexOf(':') < 0 ? address.host() : '[' + address.host() + ']';
        return host + ':' + address.port();
    }
}
