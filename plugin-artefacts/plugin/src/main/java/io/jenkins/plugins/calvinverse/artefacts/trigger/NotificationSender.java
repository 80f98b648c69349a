package io.jenkins.plugins.calvinverse.artefacts.trigger;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.calvinverse.artefacts.arrival.Notification;
import io.jenkins.plugins.calvinverse.artefacts.server.Logins;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A server that tells of arriving artefacts, at {@code <Jenkins>/artefact-arrival/<name>}, and the secret by which it is known. */
public class NotificationSender implements Describable<NotificationSender> {
    private static final Map<String, Notification> KINDS =
            Map.of("registry", Notification.REGISTRY, "nexus", Notification.NEXUS, "gitea", Notification.GITEA);

    private final String name;
    private final String kind;
    private final String credentialsId;

    /**
     * @param kind {@code registry}, {@code nexus} or {@code gitea}
     * @param credentialsId a secret text of the controller's store
     * @throws IllegalArgumentException when one of them cannot be
     */
    @DataBoundConstructor
    public NotificationSender(String name, String kind, String credentialsId) {
        this.name = Objects.requireNonNullElse(Util.fixEmptyAndTrim(name), "");
        this.kind = Objects.requireNonNullElse(Util.fixEmptyAndTrim(kind), "");
        this.credentialsId = Objects.requireNonNullElse(Util.fixEmptyAndTrim(credentialsId), "");
        refuse(nameProblem(this.name));
        refuse(kindProblem(this.kind));
        // Without a secret anybody could start jobs.
        refuse(this.credentialsId.isEmpty() ? Messages.NotificationSender_NoSecret(this.name) : null);
    }

    private static void refuse(String problem) {
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
    }

    public String getName() {
        return name;
    }

    public String getKind() {
        return kind;
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    Notification notification() {
        return KINDS.get(kind);
    }

    /** Empty when there is no such credential. */
    Optional<String> secret() {
        return Logins.secretOfController(credentialsId);
    }

    private static String nameProblem(String name) {
        return name.matches("[A-Za-z0-9_-][A-Za-z0-9_.-]*") ? null : Messages.NotificationSender_Name(name);
    }

    private static String kindProblem(String kind) {
        return KINDS.containsKey(kind) ? null : Messages.NotificationSender_Kind(kind);
    }

    @Extension
    @Symbol("notificationSender")
    public static class DescriptorImpl extends Descriptor<NotificationSender> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.NotificationSender_DisplayName();
        }

        @POST
        public ListBoxModel doFillKindItems() {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return new ListBoxModel(
                    new ListBoxModel.Option(Messages.NotificationSender_Registry(), "registry"),
                    new ListBoxModel.Option(Messages.NotificationSender_Nexus(), "nexus"),
                    new ListBoxModel.Option(Messages.NotificationSender_Gitea(), "gitea"));
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return Logins.secretsOfController(credentialsId);
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            String problem = nameProblem(Util.fixNull(value).strip());
            return problem == null ? FormValidation.ok() : FormValidation.error(problem);
        }

        @POST
        public FormValidation doCheckCredentialsId(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return Logins.secretOfController(Util.fixNull(value).strip()).isPresent()
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.NotificationSender_NoCredential(value));
        }
    }
}
