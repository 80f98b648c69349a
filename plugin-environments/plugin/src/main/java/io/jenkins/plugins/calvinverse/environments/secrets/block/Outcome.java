package io.jenkins.plugins.calvinverse.environments.secrets.block;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import hudson.AbortException;
import java.io.Serializable;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * How a body ended, kept while its secrets are revoked. What cannot be written safely with the state of the build lives in memory
 * only; a controller that is killed in this moment then fails the step, saying so.
 */
@SuppressFBWarnings(
        value = "SE_TRANSIENT_FIELD_NOT_RESTORED",
        justification = "Known in the process it came to pass in")
final class Outcome implements Serializable {
    private static final long serialVersionUID = 1;

    private final boolean failed;
    private final Serializable kept;
    private final boolean whole;

    private final transient Object exact;
    private final transient boolean known;

    private Outcome(boolean failed, Object exact, Serializable kept, boolean whole) {
        this.failed = failed;
        this.exact = exact;
        this.kept = kept;
        this.whole = whole;
        this.known = true;
    }

    static Outcome success(Object result) {
        boolean simple =
                result == null || result instanceof String || result instanceof Number || result instanceof Boolean;
        return new Outcome(false, result, simple ? (Serializable) result : null, simple);
    }

    /** @param failure masked */
    static Outcome failure(Throwable failure) {
        boolean told = failure instanceof AbortException;
        Throwable kept = failure instanceof FlowInterruptedException
                ? failure
                : new AbortException(told ? failure.getMessage() : failure.toString());
        return new Outcome(true, failure, kept, true);
    }

    void tell(StepContext context) {
        if (failed) {
            context.onFailure((Throwable) (known ? exact : kept));
        } else if (known || whole) {
            context.onSuccess(known ? exact : kept);
        } else {
            context.onFailure(new AbortException(Messages.WithSecretsExecution_Lost()));
        }
    }
}
