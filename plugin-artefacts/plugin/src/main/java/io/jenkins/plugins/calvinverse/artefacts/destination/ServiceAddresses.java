package io.jenkins.plugins.calvinverse.artefacts.destination;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Item;
import java.io.IOException;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Finds a service of an environment by its name. */
public interface ServiceAddresses extends ExtensionPoint {

    /**
     * May wait; called on a thread of its own.
     *
     * @param context null outside of Pipelines
     * @param job whose build asks
     * @return {@code host:port}
     * @throws hudson.AbortException when there is none; the message says why
     */
    String find(StepContext context, Item job, String service, String tag) throws IOException, InterruptedException;

    /** Empty when the plugin for environments is not installed. */
    static Optional<ServiceAddresses> get() {
        return ExtensionList.lookup(ServiceAddresses.class).stream().findFirst();
    }
}
