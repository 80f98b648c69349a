package io.jenkins.plugins.calvinverse.artefacts.destination;

import hudson.AbortException;
import hudson.model.Item;
import io.jenkins.plugins.calvinverse.environments.spi.EnvironmentValues;
import io.jenkins.plugins.calvinverse.environments.spi.Environments;
import io.jenkins.plugins.calvinverse.environments.spi.ServiceAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The environment of the step: the one pinned around it, or the default one. */
@OptionalExtension(requirePlugins = "calvinverse-environments")
public class EnvironmentAddresses implements ServiceAddresses {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public String find(StepContext context, Item job, String service, String tag)
            throws IOException, InterruptedException {
        EnvironmentValues environment = context == null ? Environments.of(job, null) : Environments.of(context, null);
        try {
            List<ServiceAddress> found = Environments.find(environment.name(), service, tag, PATIENCE)
                    .get();
            ServiceAddress first = found.get(0);
            String host = first.host().indexOf(':') < 0 ? first.host() : "[" + first.host() + "]";
            return host + ":" + first.port();
        } catch (ExecutionException e) {
            AbortException told = new AbortException(e.getCause().getMessage());
            told.initCause(e.getCause());
            throw told;
        }
    }
}
