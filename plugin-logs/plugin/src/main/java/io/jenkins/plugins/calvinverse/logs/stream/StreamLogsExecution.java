package io.jenkins.plugins.calvinverse.logs.stream;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import hudson.model.Computer;
import hudson.model.TaskListener;
import java.io.IOException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Asks the agent every second what is new in the files, and once more when the block has ended. Never fails the build; a
 * restart of the controller at any moment is made up for.
 */
final class StreamLogsExecution extends StepExecution {
    private static final long serialVersionUID = 1;
    private static final Logger LOGGER = Logger.getLogger(StreamLogsExecution.class.getName());

    private final Wish wish;
    private boolean ended;
    private Object result;
    private Throwable failure;
    private transient ScheduledFuture<?> asking;

    @SuppressFBWarnings(value = "SE_TRANSIENT_FIELD_NOT_RESTORED", justification = "Made when it is asked for")
    private transient AtomicBoolean busy;

    StreamLogsExecution(StepContext context, Wish wish) {
        super(context);
        this.wish = wish;
    }

    @Override
    public boolean start() {
        String charset = StreamLogsStep.checkCharset(wish.charset());
        if (charset != null) {
            say(Messages.StreamLogsExecution_AsUtf8(charset));
        }
        begin();
        getContext().newBodyInvoker().withCallback(new End(this)).start();
        return false;
    }

    @Override
    public void onResume() {
        if (ended) {
            finish();
        } else {
            begin();
        }
    }

    @Override
    public void stop(Throwable cause) throws Exception {
        quiet();
        super.stop(cause);
    }

    private synchronized AtomicBoolean busy() {
        if (busy == null) {
            busy = new AtomicBoolean();
        }
        return busy;
    }

    private synchronized void begin() {
        if (wish.filter() == null) {
            asking = Timer.get().scheduleWithFixedDelay(this::ask, 1, 1, TimeUnit.SECONDS);
        }
    }

    private synchronized void quiet() {
        if (asking != null) {
            asking.cancel(false);
        }
    }

    /** On another thread: an agent may take its time, and the timer's threads are few. */
    private void ask() {
        if (busy().compareAndSet(false, true)) {
            Computer.threadPoolForRemoting.execute(() -> {
                try {
                    Sweep sweep = new Sweep(getContext(), wish);
                    while (sweep.once()) {
                        // There was more.
                    }
                } catch (IOException | RuntimeException e) {
                    LOGGER.log(Level.FINE, "Files cannot be read at present; tried again", e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    busy().set(false);
                }
            });
        }
    }

    private void end(Object with, Throwable because) {
        result = with;
        failure = because;
        ended = true;
        finish();
    }

    /** The last look, however the block ended; off the Pipeline's own thread. */
    private void finish() {
        quiet();
        Computer.threadPoolForRemoting.execute(() -> {
            try {
                while (!busy().compareAndSet(false, true)) {
                    TimeUnit.MILLISECONDS.sleep(20);
                }
                say(new Sweep(getContext(), wish).last());
            } catch (IOException | RuntimeException e) {
                say(String.valueOf(e.getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                if (failure == null) {
                    getContext().onSuccess(result);
                } else {
                    getContext().onFailure(failure);
                }
            }
        });
    }

    private void say(String trouble) {
        if (trouble.isEmpty()) {
            return;
        }
        try {
            TaskListener listener = getContext().get(TaskListener.class);
            if (listener != null) {
                listener.getLogger().println(Messages.StreamLogsExecution_Trouble(trouble));
            }
        } catch (IOException e) {
            LOGGER.log(Level.FINE, e, () -> trouble);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class End extends BodyExecutionCallback {
        private static final long serialVersionUID = 1;

        private final StreamLogsExecution execution;

        End(StreamLogsExecution execution) {
            this.execution = execution;
        }

        @Override
        public void onSuccess(StepContext context, Object result) {
            execution.end(result, null);
        }

        @Override
        public void onFailure(StepContext context, Throwable t) {
            execution.end(null, t);
        }
    }
}
