package io.jenkins.plugins.calvinverse.provisioner.cloud;

import hudson.Util;
import hudson.model.Descriptor;
import hudson.model.Node;
import hudson.slaves.NodeProperty;
import hudson.slaves.NodePropertyDescriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.calvinverse.provisioner.environment.EnvironmentSource;
import io.jenkins.plugins.calvinverse.provisioner.environment.MachineEnvironments;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the form of a template offers and checks while it is filled in. */
public abstract class TemplateForm extends Descriptor<AgentTemplate> {

    @POST
    public FormValidation doCheckName(@QueryParameter String value) {
        return check(TemplateChecks.name(Util.fixNull(value).trim()));
    }

    @POST
    public FormValidation doCheckLabels(@QueryParameter String value) {
        return check(TemplateChecks.labels(Util.fixNull(value).trim()));
    }

    @POST
    public FormValidation doCheckImage(@QueryParameter String value) {
        return check(TemplateChecks.image(Util.fixNull(value).trim()));
    }

    @POST
    public FormValidation doCheckExecutors(@QueryParameter String value) {
        return positive(value);
    }

    @POST
    public FormValidation doCheckUses(@QueryParameter String value) {
        return notNegative(value);
    }

    @POST
    public FormValidation doCheckIdleMinutes(@QueryParameter String value) {
        return notNegative(value);
    }

    @POST
    public FormValidation doCheckSpare(@QueryParameter String value, @QueryParameter String cap) {
        FormValidation number = notNegative(value);
        if (number.kind != FormValidation.Kind.OK || !Util.fixNull(cap).matches("[0-9]{1,9}")) {
            return number;
        }
        int spare = Integer.parseInt(value.trim());
        return spare > Integer.parseInt(cap)
                ? FormValidation.error(Messages.AgentTemplate_SpareAboveCap(spare, cap))
                : number;
    }

    @POST
    public FormValidation doCheckCap(@QueryParameter String value) {
        return positive(value);
    }

    @POST
    public FormValidation doCheckCreateMinutes(@QueryParameter String value) {
        return positive(value);
    }

    @POST
    public FormValidation doCheckBootMinutes(@QueryParameter String value) {
        return positive(value);
    }

    @POST
    public FormValidation doCheckConnectMinutes(@QueryParameter String value) {
        return positive(value);
    }

    /** An environment that is not there any more stays in the list, so that looking at a form changes nothing. */
    @POST
    public ListBoxModel doFillEnvironmentItems(@QueryParameter String environment) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.TemplateForm_NoEnvironment(), "");
        Set<String> names = new LinkedHashSet<>(
                EnvironmentSource.find().map(EnvironmentSource::names).orElse(List.of()));
        String chosen = Util.fixEmptyAndTrim(environment);
        if (chosen != null) {
            names.add(chosen);
        }
        names.forEach(items::add);
        return items;
    }

    @POST
    public FormValidation doCheckEnvironment(@QueryParameter String value) {
        String chosen = Util.fixEmptyAndTrim(value);
        return check(chosen == null ? null : MachineEnvironments.problem(chosen));
    }

    @POST
    public FormValidation doCheckOfflineMinutes(@QueryParameter String value) {
        return positive(value);
    }

    @POST
    public FormValidation doCheckLeaseHours(@QueryParameter String value) {
        return positive(value);
    }

    @POST
    public FormValidation doCheckSettings(@QueryParameter String value) {
        try {
            TemplateChecks.settings(Util.fixNull(value));
            return check(null);
        } catch (IllegalArgumentException e) {
            return check(e.getMessage());
        }
    }

    @POST
    public ListBoxModel doFillModeItems() {
        ListBoxModel items = new ListBoxModel();
        for (Node.Mode mode : new Node.Mode[] {Node.Mode.EXCLUSIVE, Node.Mode.NORMAL}) {
            items.add(mode.getDescription(), mode.getName());
        }
        return items;
    }

    /** Environment variables and tool locations. */
    public List<NodePropertyDescriptor> getNodePropertyDescriptors() {
        return NodeProperty.all().stream()
                .map(NodePropertyDescriptor.class::cast)
                .filter(AgentTemplate::applicable)
                .toList();
    }

    private static FormValidation positive(String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return FormValidation.validatePositiveInteger(value);
    }

    private static FormValidation notNegative(String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return FormValidation.validateNonNegativeInteger(value);
    }

    private static FormValidation check(String wrong) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return wrong == null ? FormValidation.ok() : FormValidation.error(wrong);
    }
}
