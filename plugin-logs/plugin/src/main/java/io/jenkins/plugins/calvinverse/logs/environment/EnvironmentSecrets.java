package io.jenkins.plugins.calvinverse.logs.environment;

import hudson.Extension;
import hudson.model.Run;
import io.jenkins.plugins.calvinverse.environments.spi.IssuedSecrets;
import io.jenkins.plugins.calvinverse.logs.pipeline.IssuedValues;
import java.util.Collection;

/** What {@code withSecrets} gave a build, where that plugin is there. */
@Extension(optional = true)
public class EnvironmentSecrets implements IssuedValues {
    @Override
    public Collection<String> of(Run<?, ?> run) {
        return IssuedSecrets.of(run).texts();
    }
}
