package io.jenkins.plugins.calvinverse.environments.preflight;

import io.calvinverse.environments.preflight.Finding;
import io.calvinverse.environments.preflight.Rule;
import io.calvinverse.environments.preflight.Site;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import io.jenkins.plugins.calvinverse.environments.spi.EnvironmentRule;
import io.jenkins.plugins.calvinverse.environments.spi.EnvironmentSight;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A rule of another plugin. What it throws is a finding of its own, and not the end of the look. */
final class ForeignRule implements Rule {
    private static final Logger LOGGER = Logger.getLogger(ForeignRule.class.getName());

    private final EnvironmentRule rule;
    private final Environment environment;

    ForeignRule(EnvironmentRule rule, Environment environment) {
        this.rule = rule;
        this.environment = environment;
    }

    @Override
    public String name() {
        return rule.name();
    }

    @Override
    public List<Finding> check(Site site) throws IOException {
        try {
            return rule.check(sight(site)).stream()
                    .map(each -> new Finding(name(), each.subject(), each.fault(), each.neededBy(), each.wayOut()))
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(Messages.ForeignRule_Interrupted(), e);
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "The rule " + name() + " failed at " + environment.getName());
            throw new IOException(String.valueOf(e), e);
        }
    }

    private EnvironmentSight sight(Site site) {
        Map<String, String> configuration = new TreeMap<>();
        site.keys().forEach((key, content) -> configuration.put(key, content.text()));
        List<EnvironmentSight.Instance> services = site.services().stream()
                .map(each -> new EnvironmentSight.Instance(
                        each.service(), each.tags(), each.address(), each.port(), each.passing()))
                .toList();
        return new EnvironmentSight(environment.getName(), environment.getDomain(), configuration, services);
    }
}
