package io.jenkins.plugins.calvinverse.artefacts.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import hudson.AbortException;
import hudson.model.Computer;
import hudson.model.TaskListener;
import hudson.remoting.ChannelClosedException;
import hudson.remoting.RequestAbortedException;
import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import jenkins.model.Jenkins;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Runs a step on a thread of its own. After a restart of the controller, or when the agent's connection broke, it runs again as soon as
 * the agent is there: what is published by then is found equal and left alone.
 */
final class AgentExecution extends StepExecution {
    private static final long serialVersionUID = 1;

    private static final int SECONDS_BETWEEN = 5;
    private static final int MOST_ATTEMPTS = 120;

    private final AgentStep step;
    private final AtomicBoolean ended = new AtomicBoolean();
    private int attempts;

    @SuppressFBWarnings(value = "SE_TRANSIENT_FIELD_NOT_RESTORED", justification = "onResume begins anew")
    private transient volatile Future<?> work;

    AgentExecution(StepContext context, AgentStep step) {
        super(context);
        this.step = step;
    }

    @Override
    public boolean start() {
        begin();
        return false;
    }

    @Override
    public void onResume() {
        attempts = 0;
        begin();
    }

    private static boolean closing() {
        Jenkins jenkins = Jenkins.getInstanceOrNull();
        return jenkins == null || jenkins.isTerminating();
    }

    private void begin() {
        Future<?> begun = Computer.threadPoolForRemoting.submit(this::run);
        work = begun;
        if (ended.get()) {
            // Stopped between the two: nobody else would cancel it.
            begun.cancel(true);
        }
    }

    private void run() {
        if (ended.get()) {
            return;
        }
        Desk desk;
        try {
            desk = Desk.of(getContext());
        } catch (IOException | InterruptedException e) {
            later(e);
            return;
        } catch (RuntimeException e) {
            end(e);
            return;
        }
        try {
            Object result = step.run(desk);
            if (ended.compareAndSet(false, true)) {
                getContext().onSuccess(result);
            }
        } catch (Exception e) {
            failed(desk.listener(), e);
        }
    }

    private void failed(TaskListener listener, Exception failure) {
        if (closing()) {
            // The program is written as it is, and goes on after the restart.
            return;
        }
        if (isDisconnected(failure)) {
            listener.getLogger().println(Messages.AgentExecution_Lost());
            later(failure);
        } else {
            end(failure);
        }
    }

    private void end(Exception failure) {
        if (ended.compareAndSet(false, true)) {
            getContext().onFailure(Failures.told(failure));
        }
    }

    /** No thread waits for an agent. */
    private void later(Exception failure) {
        if (ended.get() || closing()) {
            return;
        }
        if (++attempts > MOST_ATTEMPTS) {
            if (ended.compareAndSet(false, true)) {
                AbortException told = new AbortException(Messages.AgentExecution_Gone(failure.getMessage()));
                told.initCause(failure);
                getContext().onFailure(told);
            }
            return;
        }
        Timer.get().schedule(this::begin, SECONDS_BETWEEN, TimeUnit.SECONDS);
    }

    private static boolean isDisconnected(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof ChannelClosedException || each instanceof RequestAbortedException) {
                return true;
            }
        }
        return false;
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
