package io.jenkins.plugins.calvinverse.artefacts.step;

import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** A step that works on an agent, and can be done again: what it did already it finds done. */
public abstract class AgentStep extends Step implements java.io.Serializable {
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
}
