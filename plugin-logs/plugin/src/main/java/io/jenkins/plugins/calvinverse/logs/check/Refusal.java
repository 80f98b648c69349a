package io.jenkins.plugins.calvinverse.logs.check;

import hudson.model.Descriptor;
import hudson.util.FormValidation;
import jenkins.model.Jenkins;

/** How a setting is refused: where it is given as code, where its field is checked, where the form is saved. */
public final class Refusal {
    private Refusal() {}

    /** A binding that may throw form exceptions. */
    @FunctionalInterface
    public interface Binding<T> {
        T bind() throws Descriptor.FormException;
    }

    /** Throws when there is something wrong. */
    public static void unless(String wrong) {
        if (wrong != null) {
            throw new IllegalArgumentException(wrong);
        }
    }

    /** The answer of a field's check, for administrators alone. */
    public static FormValidation field(String wrong) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return answer(wrong);
    }

    /** The answer of a field's check. */
    public static FormValidation answer(String wrong) {
        return wrong == null ? FormValidation.ok() : FormValidation.error(wrong);
    }

    /** What somebody refuses with an IllegalArgumentException, or null. */
    public static String of(Runnable attempt) {
        try {
            attempt.run();
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    /** Binds, and turns what a constructor or setter refused into a page that says so instead of a stack trace. */
    public static <T> T form(String field, Binding<T> binding) throws Descriptor.FormException {
        try {
            return binding.bind();
        } catch (RuntimeException | LinkageError e) {
            String refusal = null;
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                // The innermost one is ours; those around it say that something could not be instantiated.
                refusal = cause instanceof IllegalArgumentException ? cause.getMessage() : refusal;
            }
            if (refusal != null) {
                throw new Descriptor.FormException(refusal, e, field);
            }
            throw e;
        }
    }
}
