package io.jenkins.plugins.calvinverse.artefacts.trigger;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Job;
import hudson.triggers.Trigger;
import hudson.triggers.TriggerDescriptor;
import hudson.util.FormValidation;
import io.calvinverse.artefacts.arrival.Arrival;
import io.jenkins.plugins.calvinverse.artefacts.ArtefactsConfiguration;
import java.util.Objects;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;
import jenkins.model.ParameterizedJobMixIn;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Starts the job when an artefact arrives: {@code artefactArrival(name: 'acme/*', format: 'docker')}. In patterns * stands for anything. */
public class ArtefactTrigger extends Trigger<Job<?, ?>> {
    private final String name;
    private String sender = "";
    private String format = "";
    private String repository = "";
    private String version = "";

    @DataBoundConstructor
    public ArtefactTrigger(String name) {
        this.name = text(name);
    }

    private static String text(String given) {
        return Objects.requireNonNullElse(Util.fixEmptyAndTrim(given), "");
    }

    /** Pattern of names; empty means all, as for the others. */
    public String getName() {
        return name;
    }

    public String getSender() {
        return sender;
    }

    @DataBoundSetter
    public void setSender(String sender) {
        this.sender = text(sender);
    }

    public String getFormat() {
        return format;
    }

    @DataBoundSetter
    public void setFormat(String format) {
        this.format = text(format);
    }

    public String getRepository() {
        return repository;
    }

    @DataBoundSetter
    public void setRepository(String repository) {
        this.repository = text(repository);
    }

    public String getVersion() {
        return version;
    }

    @DataBoundSetter
    public void setVersion(String version) {
        this.version = text(version);
    }

    boolean wants(Arrival arrival) {
        return fits(sender, arrival.sender())
                && fits(format, arrival.format())
                && fits(repository, arrival.repository())
                && fits(name, arrival.name())
                && fits(version, arrival.version());
    }

    private static boolean fits(String pattern, String text) {
        return pattern.isEmpty()
                || Pattern.matches("\\Q" + pattern.replace("\\E", "").replace("*", "\\E.*\\Q") + "\\E", text);
    }

    @Extension
    @Symbol("artefactArrival")
    public static class DescriptorImpl extends TriggerDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ArtefactTrigger_DisplayName();
        }

        @Override
        public boolean isApplicable(Item item) {
            return item instanceof Job && item instanceof ParameterizedJobMixIn.ParameterizedJob;
        }

        @POST
        public FormValidation doCheckSender(@AncestorInPath Item item, @QueryParameter String value) {
            if (item == null) {
                Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            } else {
                item.checkPermission(Item.CONFIGURE);
            }
            String wanted = text(value);
            return wanted.isEmpty()
                            || ArtefactsConfiguration.get().getSenders().stream()
                                    .anyMatch(each -> fits(wanted, each.getName()))
                    ? FormValidation.ok()
                    : FormValidation.warning(Messages.ArtefactTrigger_NoSender(wanted));
        }
    }
}
