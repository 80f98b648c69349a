package io.jenkins.plugins.calvinverse.artefacts.step;

import hudson.FilePath;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.calvinverse.artefacts.artefact.Format;
import io.jenkins.plugins.calvinverse.artefacts.destination.Places;
import io.jenkins.plugins.calvinverse.artefacts.server.Logins;
import io.jenkins.plugins.calvinverse.artefacts.server.RepositoryMenu;
import java.util.Arrays;
import java.util.Set;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Forms of steps that look for one artefact. */
public abstract class ReadingDescriptor extends StepDescriptor {

    @Override
    public Set<? extends Class<?>> getRequiredContext() {
        return Set.of(Run.class, TaskListener.class, FilePath.class);
    }

    static void mayConfigure(Item item) {
        if (item == null) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        } else {
            item.checkPermission(Item.EXTENDED_READ);
        }
    }

    @POST
    public ComboBoxModel doFillFromItems(@AncestorInPath Item item, @QueryParameter String format) {
        Format chosen = Arrays.stream(Format.values())
                .filter(each -> each.symbol().equals(format))
                .findFirst()
                .orElse(null);
        return RepositoryMenu.downloads(item, chosen);
    }

    @POST
    public FormValidation doCheckFrom(@AncestorInPath Item item, @QueryParameter String value) {
        mayConfigure(item);
        String problem = Places.problem(value);
        return problem == null ? FormValidation.ok() : FormValidation.error(problem);
    }

    @POST
    public ListBoxModel doFillFormatItems(@AncestorInPath Item item) {
        mayConfigure(item);
        ListBoxModel model = new ListBoxModel();
        for (Format each : Format.values()) {
            model.add(each.symbol());
        }
        return model;
    }

    @POST
    public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
        return Logins.ofItem(item, credentialsId);
    }
}
