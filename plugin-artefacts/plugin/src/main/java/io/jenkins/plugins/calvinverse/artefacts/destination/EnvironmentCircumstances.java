package io.jenkins.plugins.calvinverse.artefacts.destination;

import hudson.model.Item;
import io.jenkins.plugins.calvinverse.environments.spi.EnvironmentValues;
import io.jenkins.plugins.calvinverse.environments.spi.Environments;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The environment of the step, and the release of configuration that is in force there. */
@OptionalExtension(requirePlugins = "calvinverse-environments")
public class EnvironmentCircumstances implements Circumstances {
    private static final Logger LOGGER = Logger.getLogger(EnvironmentCircumstances.class.getName());
    private static final int SECONDS = 10;
    private static final String RELEASE = "configurationRelease";

    @Override
    public Map<String, String> of(StepContext context, Item job) throws InterruptedException {
        EnvironmentValues environment;
        try {
            environment = context == null ? Environments.of(job, null) : Environments.of(context, null);
        } catch (IOException e) {
            // This job has none.
            return Map.of();
        }
        Map<String, String> known = new TreeMap<>(Map.of("environment", environment.name()));
        try {
            Environments.release(environment.name())
                    .get(SECONDS, TimeUnit.SECONDS)
                    .ifPresent(version -> known.put(RELEASE, version));
        } catch (ExecutionException | TimeoutException e) {
            LOGGER.log(Level.INFO, e, () -> "the configuration release of " + environment.name() + " is not known now");
            known.put(RELEASE, "unknown");
        }
        return known;
    }
}
