package io.jenkins.plugins.calvinverse.environments.secrets.masking;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import io.calvinverse.environments.secrets.Masker;
import io.jenkins.plugins.calvinverse.environments.secrets.vault.BuildBlock;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.FailureHandler;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Masks failures inside a block: their text is logged outside of it, and kept with the build. */
public final class MaskedFailures implements FailureHandler {
    private static final long serialVersionUID = 1;

    private final BuildBlock block;

    public MaskedFailures(BuildBlock block) {
        this.block = block;
    }

    @NonNull
    @Override
    public Throwable handle(@NonNull StepContext context, @NonNull Throwable failure) {
        return mask(failure, BuildSecrets.get().masker(block));
    }

    /** @return the very same failure when there is no secret in its texts nor in those of its causes */
    public static Throwable mask(Throwable failure, Masker masker) {
        return shows(failure, masker, seen()) ? masked(failure, masker, seen()) : failure;
    }

    private static Set<Throwable> seen() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private static boolean shows(Throwable failure, Masker masker, Set<Throwable> seen) {
        if (failure == null || failure instanceof FlowInterruptedException || !seen.add(failure)) {
            return false;
        }
        String text = String.valueOf(failure);
        if (!masker.mask(text).equals(text) || shows(failure.getCause(), masker, seen)) {
            return true;
        }
        for (Throwable each : failure.getSuppressed()) {
            if (shows(each, masker, seen)) {
                return true;
            }
        }
        return false;
    }

    private static Throwable masked(Throwable failure, Masker masker, Set<Throwable> seen) {
        boolean told = failure instanceof AbortException;
        String text = masker.mask(told ? String.valueOf(failure.getMessage()) : failure.toString());
        Exception masked = told ? new AbortException(text) : new MaskedFailure(text);
        masked.setStackTrace(failure.getStackTrace());
        seen.add(failure);
        if (failure.getCause() != null && !seen.contains(failure.getCause())) {
            masked.initCause(masked(failure.getCause(), masker, seen));
        }
        for (Throwable each : failure.getSuppressed()) {
            if (!seen.contains(each)) {
                masked.addSuppressed(masked(each, masker, seen));
            }
        }
        return masked;
    }

    /** Stands for a failure whose text named a secret; begins with the class of that failure. */
    private static final class MaskedFailure extends Exception {
        private static final long serialVersionUID = 1;

        MaskedFailure(String text) {
            super(text);
        }

        @Override
        public String toString() {
            return getMessage();
        }
    }
}
