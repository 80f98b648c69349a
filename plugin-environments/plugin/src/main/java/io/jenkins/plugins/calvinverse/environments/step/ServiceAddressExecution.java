package io.jenkins.plugins.calvinverse.environments.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import hudson.model.TaskListener;
import io.calvinverse.environments.discovery.Endpoint;
import io.calvinverse.environments.discovery.Found;
import io.jenkins.plugins.calvinverse.environments.choice.Choice;
import io.jenkins.plugins.calvinverse.environments.connection.Lookup;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** Asks on another thread; after a restart of the controller it asks again. */
final class ServiceAddressExecution extends StepExecution {
    private static final long serialVersionUID = 1;

    private final String service;
    private final String tag;
    private final String environment;
    private final String scheme;
    private final String path;
    private final int waitSeconds;
    private transient volatile CompletableFuture<Found> asked;

    ServiceAddressExecution(StepContext context, ServiceAddressStep step) {
        super(context);
        this.service = step.getService();
        this.tag = step.getTag();
        this.environment = step.getEnvironment();
        this.scheme = step.getScheme();
        this.path = step.getPath();
        this.waitSeconds = step.getWaitSeconds();
    }

    @Override
    public boolean start() throws Exception {
        ask();
        return false;
    }

    @Override
    public void onResume() {
        try {
            ask();
        } catch (Exception e) {
            getContext().onFailure(e);
        }
    }

    private void ask() throws Exception {
        Environment chosen = Choice.of(getContext(), environment);
        asked = Lookup.of(chosen, service, tag, Duration.ofSeconds(waitSeconds));
        asked.whenComplete((found, failure) -> {
            if (failure == null) {
                found(found);
            } else {
                getContext().onFailure(failure);
            }
        });
    }

    @SuppressFBWarnings(value = "PREDICTABLE_RANDOM", justification = "It spreads load and keeps no secret")
    private void found(Found found) {
        try {
            if (found.old()) {
                TaskListener listener = getContext().get(TaskListener.class);
                String name = tag == null ? service : tag + "." + service;
                listener.getLogger().println(Messages.ServiceAddressStep_Old(name, found.remark(Instant.now())));
            }
            List<Endpoint> all = found.endpoints();
            Endpoint one = all.get(ThreadLocalRandom.current().nextInt(all.size()));
            ServiceAddressStep form = new ServiceAddressStep(service);
            form.setScheme(scheme);
            form.setPath(path);
            getContext().onSuccess(form.format(one.toString()));
        } catch (IOException | InterruptedException | RuntimeException e) {
            getContext().onFailure(e);
        }
    }

    @Override
    public void stop(@NonNull Throwable cause) throws Exception {
        CompletableFuture<Found> lookup = asked;
        // Whoever completes it first tells the build.
        if (lookup == null || !lookup.completeExceptionally(cause)) {
            super.stop(cause);
        }
    }
}
