package io.jenkins.plugins.calvinverse.environments.preflight;

import hudson.AbortException;
import hudson.model.TaskListener;
import io.calvinverse.environments.preflight.Finding;
import io.jenkins.plugins.calvinverse.environments.choice.Choice;
import io.jenkins.plugins.calvinverse.environments.connection.Connections;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** Waits for the look without holding a thread; after a restart it looks again. */
final class EnvironmentCheckExecution extends StepExecution {
    private static final long serialVersionUID = 1;

    private final EnvironmentCheckStep step;

    EnvironmentCheckExecution(StepContext context, EnvironmentCheckStep step) {
        super(context);
        this.step = step;
    }

    @Override
    public boolean start() throws Exception {
        Preflights.get().look(Choice.of(getContext(), step.getEnvironment())).whenComplete(this::done);
        return false;
    }

    @Override
    public void onResume() {
        try {
            start();
        } catch (Exception e) {
            getContext().onFailure(e);
        }
    }

    private void done(Verdict verdict, Throwable failure) {
        try {
            if (failure != null) {
                fail(failure instanceof CompletionException ? failure.getCause() : failure);
                return;
            }
            TaskListener listener = getContext().get(TaskListener.class);
            verdict.text().forEach(listener.getLogger()::println);
            if (!verdict.clean() && step.isFailOnFindings()) {
                getContext().onFailure(new AbortException(verdict.summary()));
            } else {
                getContext().onSuccess(result(verdict));
            }
        } catch (IOException e) {
            fail(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(e);
        }
    }

    private void fail(Throwable failure) {
        if (!Connections.get().closing()) {
            getContext().onFailure(failure);
        }
    }

    private static Map<String, Object> result(Verdict verdict) {
        List<Object> findings = new ArrayList<>();
        for (Finding each : verdict.findings()) {
            Map<String, Object> finding = new LinkedHashMap<>();
            finding.put("rule", each.rule());
            finding.put("subject", each.subject());
            finding.put("fault", each.fault());
            finding.put("neededBy", each.neededBy());
            finding.put("wayOut", each.wayOut());
            findings.add(finding);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("environment", verdict.environment());
        result.put("clean", verdict.clean());
        result.put("findings", findings);
        result.put("text", String.join("\n", verdict.text()));
        return result;
    }
}
