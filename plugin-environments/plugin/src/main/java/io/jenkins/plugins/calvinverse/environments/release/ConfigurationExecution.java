package io.jenkins.plugins.calvinverse.environments.release;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import hudson.AbortException;
import io.calvinverse.environments.configuration.ConfigurationException;
import io.calvinverse.environments.configuration.store.StoreException;
import io.jenkins.plugins.calvinverse.environments.choice.Choice;
import io.jenkins.plugins.calvinverse.environments.connection.Connections;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Runs a step on a thread that may wait. After a restart it runs again: a release that was half-written then is finished,
 * one that was published is found so.
 */
final class ConfigurationExecution extends StepExecution {
    private static final long serialVersionUID = 1;

    private final ConfigurationStep step;
    private final AtomicBoolean ended = new AtomicBoolean();

    @SuppressFBWarnings(value = "SE_TRANSIENT_FIELD_NOT_RESTORED", justification = "onResume begins anew")
    private transient volatile Future<?> work;

    ConfigurationExecution(StepContext context, ConfigurationStep step) {
        super(context);
        this.step = step;
    }

    @Override
    public boolean start() throws Exception {
        begin();
        return false;
    }

    @Override
    public void onResume() {
        try {
            begin();
        } catch (Exception e) {
            getContext().onFailure(e);
        }
    }

    private void begin() throws Exception {
        Environment environment = Choice.of(getContext(), step.getEnvironment());
        Desk desk = new Desk(getContext(), environment, step.getStream());
        work = Connections.get().requests().submit(() -> run(desk));
    }

    private void run(Desk desk) {
        try {
            Object result = step.run(desk);
            if (ended.compareAndSet(false, true)) {
                getContext().onSuccess(result);
            }
        } catch (Exception e) {
            if (!Connections.get().closing() && ended.compareAndSet(false, true)) {
                getContext().onFailure(told(e));
            }
        }
    }

    /** What is meant for people goes into the log without a stack trace. */
    private static Throwable told(Exception failure) {
        boolean known = failure instanceof ConfigurationException
                || failure instanceof StoreException
                || failure instanceof IllegalArgumentException;
        if (!known) {
            return failure;
        }
        AbortException told = new AbortException(failure.getMessage());
        told.initCause(failure);
        return told;
    }

    @Override
    public void stop(@NonNull Throwable cause) throws Exception {
        if (ended.compareAndSet(false, true)) {
            Future<?> running = work;
            if (running != null) {
                running.cancel(true);
            }
            super.stop(cause);
        }
    }
}
