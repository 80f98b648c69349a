package io.jenkins.plugins.calvinverse.environments.secrets.want;

import hudson.Util;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the forms of all wanted secrets have in common. The checks look at the text alone and reveal nothing. */
public abstract class WantedSecretForm extends Descriptor<WantedSecret> {
    protected WantedSecretForm(Class<? extends WantedSecret> type) {
        super(type);
    }

    @POST
    public ListBoxModel doFillEngineItems() {
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.WantedSecret_Detect(), "");
        items.add(Messages.WantedSecret_Kv1(), "kv1");
        items.add(Messages.WantedSecret_Kv2(), "kv2");
        items.add(Messages.WantedSecret_Dynamic(), "dynamic");
        return items;
    }

    @POST
    public FormValidation doCheckPath(@QueryParameter String value) {
        return check(() -> Wanted.path(value));
    }

    @POST
    public FormValidation doCheckParameters(@QueryParameter String value) {
        return check(() -> Wanted.parameters(Util.fixEmptyAndTrim(value)));
    }

    static FormValidation check(Runnable look) {
        try {
            look.run();
            return FormValidation.ok();
        } catch (IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
    }
}
