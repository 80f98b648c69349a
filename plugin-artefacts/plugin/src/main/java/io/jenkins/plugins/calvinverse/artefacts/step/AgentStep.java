package io.jenkins.plugins.calvinverse.artefacts.step;

import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import java.io.IOException;
import java.io.Serializable;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** A step that works on an agent, and can be done again: what it did already it finds done. */
public abstract class AgentStep extends Step implements Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public StepExecution start(StepContext context) {
        return new AgentExecution(context, this);
    }

    /**
     * Called on a thread that may wait, perhaps again after a restart of the controller.
     *
     * @return plain values
     */
    abstract Object run(Desk desk) throws Exception;

    /**
     * For jobs that are no Pipelines, on the thread of their build.
     *
     * @throws hudson.AbortException whose message says what failed and what can be done
     */
    public final void perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws IOException, InterruptedException {
        try {
            run(Desk.of(build, launcher, listener));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            Exception told = Failures.told(e);
            throw told instanceof IOException io ? io : new IOException(told);
        }
    }
}
