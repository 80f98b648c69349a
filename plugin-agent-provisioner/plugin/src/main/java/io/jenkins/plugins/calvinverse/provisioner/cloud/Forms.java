package io.jenkins.plugins.calvinverse.provisioner.cloud;

import hudson.model.Descriptor;
import java.util.List;
import net.sf.json.JSONObject;

/** Binding of submitted forms. */
final class Forms {
    private Forms() {}

    /** A binding that may throw form exceptions. */
    interface Binding<T> {
        T bind() throws Descriptor.FormException;
    }

    /** Refuses what is not a whole number; the binding would take it for 0. */
    static void wholeNumbers(JSONObject form, List<String> fields) throws Descriptor.FormException {
        for (String field : fields) {
            String value = form.optString(field, "0").trim();
            if (!value.matches("-?[0-9]{1,9}")) {
                throw new Descriptor.FormException(Messages.Forms_WholeNumber(field, value), field);
            }
        }
    }

    /** Binds, and turns what a constructor or setter refused into a page that says so instead of a stack trace. */
    static <T> T bind(String field, Binding<T> binding) throws Descriptor.FormException {
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

    /** The same for what throws no form exceptions. */
    static void check(String field, Runnable check) throws Descriptor.FormException {
        bind(field, () -> {
            check.run();
            return null;
        });
    }
}
