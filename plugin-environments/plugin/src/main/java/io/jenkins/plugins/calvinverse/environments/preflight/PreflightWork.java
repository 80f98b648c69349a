package io.jenkins.plugins.calvinverse.environments.preflight;

import hudson.Extension;
import hudson.model.AsyncPeriodicWork;
import hudson.model.TaskListener;
import io.jenkins.plugins.calvinverse.environments.EnvironmentsConfiguration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Looks over all environments now and then, one after the other. */
@Extension
public class PreflightWork extends AsyncPeriodicWork {
    private static final int EACH_MINUTES = 2;

    public PreflightWork() {
        super("Check of environments");
    }

    @Override
    public long getRecurrencePeriod() {
        return 15 * MIN;
    }

    /** Others that start with the controller should not find Consul and Vault busy. */
    @Override
    public long getInitialDelay() {
        return MIN;
    }

    @Override
    protected void execute(TaskListener listener) throws InterruptedException {
        for (var environment : EnvironmentsConfiguration.get().getEnvironments()) {
            try {
                Verdict verdict = Preflights.get().look(environment).get(EACH_MINUTES, TimeUnit.MINUTES);
                listener.getLogger().println(verdict.summary());
            } catch (ExecutionException e) {
                listener.error(environment.getName() + ": " + e.getCause());
            } catch (TimeoutException e) {
                listener.error(environment.getName() + ": not done within " + EACH_MINUTES + " minutes");
            }
        }
    }
}
