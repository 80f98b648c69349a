package io.jenkins.plugins.calvinverse.artefacts.step;

import hudson.FilePath;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.calvinverse.artefacts.artefact.Format;
import io.calvinverse.artefacts.publish.OnConflict;
import io.calvinverse.artefacts.publish.Terms;
import io.jenkins.plugins.calvinverse.artefacts.destination.Places;
import io.jenkins.plugins.calvinverse.artefacts.server.Logins;
import io.jenkins.plugins.calvinverse.artefacts.server.RepositoryMenu;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Forms of steps that publish. */
public abstract class PublishingDescriptor extends StepDescriptor {

    /** What the step publishes; null for several formats. */
    protected Format format() {
        return null;
    }

    public int getDefaultParallel() {
        return Terms.USUAL.parallel();
    }

    @Override
    public Set<? extends Class<?>> getRequiredContext() {
        return Set.of(Run.class, TaskListener.class, FilePath.class);
    }

    @POST
    public ComboBoxModel doFillToItems(@AncestorInPath Item item) {
        return RepositoryMenu.uploads(item, format());
    }

    @POST
    public FormValidation doCheckTo(@AncestorInPath Item item, @QueryParameter String value) {
        ReadingDescriptor.mayConfigure(item);
        String problem = Places.problem(value);
        return problem == null ? FormValidation.ok() : FormValidation.error(problem);
    }

    @POST
    public FormValidation doCheckProvenanceTo(@AncestorInPath Item item, @QueryParameter String value) {
        return ifGiven(item, value);
    }

    @POST
    public ComboBoxModel doFillProvenanceToItems(@AncestorInPath Item item) {
        return RepositoryMenu.uploads(item, Format.RAW);
    }

    /** A repository that may be left out. */
    static FormValidation ifGiven(Item item, String value) {
        ReadingDescriptor.mayConfigure(item);
        String problem = Util.fixEmptyAndTrim(value) == null ? null : Places.problem(value);
        return problem == null ? FormValidation.ok() : FormValidation.error(problem);
    }

    @POST
    public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
        return Logins.ofItem(item, credentialsId);
    }

    @POST
    public ListBoxModel doFillOnConflictItems(@AncestorInPath Item item) {
        ReadingDescriptor.mayConfigure(item);
        ListBoxModel model = new ListBoxModel();
        for (OnConflict each : OnConflict.values()) {
            model.add(each.symbol());
        }
        return model;
    }

    @POST
    public FormValidation doCheckParallel(@AncestorInPath Item item, @QueryParameter String value) {
        ReadingDescriptor.mayConfigure(item);
        String text = Util.fixEmptyAndTrim(value);
        boolean fine = text == null || text.matches("\\d{1,3}") && isPossible(Integer.parseInt(text));
        return fine ? FormValidation.ok() : FormValidation.error(Messages.PublishingStep_Parallel(Terms.MOST_PARALLEL));
    }

    private static boolean isPossible(int parallel) {
        return parallel >= 1 && parallel <= Terms.MOST_PARALLEL;
    }
}
