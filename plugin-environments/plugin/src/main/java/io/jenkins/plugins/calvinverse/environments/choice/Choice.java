package io.jenkins.plugins.calvinverse.environments.choice;

import hudson.AbortException;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.calvinverse.environments.EnvironmentsConfiguration;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import io.jenkins.plugins.calvinverse.environments.folder.AllowedEnvironments;
import io.jenkins.plugins.calvinverse.environments.spi.PinnedEnvironment;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Which environment something uses: the one it names, else the one {@code withEnvironment} pins, else the default one,
 * else the only one there is. Memory only, any thread.
 */
public final class Choice {
    private Choice() {}

    /** For a step. */
    public static Environment of(StepContext context, String named) throws IOException, InterruptedException {
        String name = Util.fixEmptyAndTrim(named);
        if (name == null) {
            PinnedEnvironment pinned = context.get(PinnedEnvironment.class);
            name = pinned == null ? null : pinned.name();
        }
        Run<?, ?> build = context.get(Run.class);
        if (build == null) {
            throw new AbortException(Messages.Choice_NoBuild());
        }
        return of(build.getParent(), name);
    }

    /** For a job, which names one or, with null, wants the default one. */
    public static Environment of(Item item, String named) throws AbortException {
        Set<String> allowed = AllowedEnvironments.of(item);
        List<Environment> usable = usable(allowed);
        if (named == null) {
            return byDefault(usable, item);
        }
        for (Environment each : usable) {
            if (each.getName().equals(named)) {
                return each;
            }
        }
        if (EnvironmentsConfiguration.get().named(named).isPresent()) {
            throw new AbortException(Messages.Choice_NotAllowed(named, item.getFullName(), list(usable)));
        }
        throw new AbortException(
                usable.isEmpty()
                        ? Messages.Choice_NoneForItem(item.getFullName())
                        : Messages.Choice_Unknown(named, list(usable)));
    }

    /** What an item may use, in the order of the configuration. */
    public static List<Environment> usableBy(Item item) {
        return usable(AllowedEnvironments.of(item));
    }

    private static List<Environment> usable(Set<String> allowed) {
        return EnvironmentsConfiguration.get().getEnvironments().stream()
                .filter(e -> allowed == null || allowed.contains(e.getName()))
                .toList();
    }

    private static Environment byDefault(List<Environment> usable, Item item) throws AbortException {
        if (usable.isEmpty()) {
            throw new AbortException(Messages.Choice_NoneForItem(item.getFullName()));
        }
        for (Environment each : usable) {
            if (each.isDefaultEnvironment()) {
                return each;
            }
        }
        if (usable.size() == 1) {
            return usable.get(0);
        }
        throw new AbortException(Messages.Choice_NoDefault(list(usable)));
    }

    private static String list(List<Environment> environments) {
        return environments.isEmpty()
                ? Messages.Choice_None()
                : environments.stream().map(Environment::getName).collect(Collectors.joining(", "));
    }
}
