package io.jenkins.plugins.calvinverse.logs.destination;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Knows where services are. Implemented where the plugin calvinverse-environments is there. */
public interface Directory extends ExtensionPoint {

    /**
     * @param tag null for any
     * @return {@code host:port} of each instance, at least one; exceptionally with the cause, for people
     */
    CompletableFuture<List<String>> find(String environment, String service, String tag);

    /**
     * What is known at once, or within a second.
     *
     * @throws IllegalStateException with the cause, for people
     */
    static List<String> lookUp(ServiceAddress service) {
        for (Directory each : ExtensionList.lookup(Directory.class)) {
            try {
                return each.find(service.getEnvironment(), service.getService(), service.getTag())
                        .orTimeout(1, TimeUnit.SECONDS)
                        .join();
            } catch (java.util.concurrent.CompletionException e) {
                throw new IllegalStateException(
                        Messages.Directory_Unknown(
                                service.getService(),
                                service.getEnvironment(),
                                String.valueOf(e.getCause().getMessage())),
                        e);
            }
        }
        throw new IllegalStateException(Messages.Directory_None(service.getService()));
    }
}
