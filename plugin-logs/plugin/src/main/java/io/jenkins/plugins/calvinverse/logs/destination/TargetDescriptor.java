package io.jenkins.plugins.calvinverse.logs.destination;

import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.calvinverse.logs.check.Refusal;
import java.io.IOException;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the forms of all targets have in common. */
public abstract class TargetDescriptor extends Descriptor<LogTarget> {

    @POST
    public FormValidation doCheckName(@QueryParameter String value) {
        return Refusal.field(LogTarget.checkName(value));
    }

    /** Settings that are not saved yet: made, asked, sent a record, and closed. */
    static FormValidation test(Unsaved unsaved) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        LogTarget target;
        try {
            target = unsaved.make();
        } catch (IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
        String wrong = target.problem();
        if (wrong != null) {
            return FormValidation.error(wrong);
        }
        try {
            return FormValidation.ok(TestRecord.send(target));
        } catch (IOException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    /** A target made of a form's fields. */
    @FunctionalInterface
    interface Unsaved {
        LogTarget make();
    }
}
