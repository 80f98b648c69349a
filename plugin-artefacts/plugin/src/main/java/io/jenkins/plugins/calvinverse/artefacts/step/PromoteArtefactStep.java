package io.jenkins.plugins.calvinverse.artefacts.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import io.calvinverse.artefacts.artefact.Coordinates;
import io.calvinverse.artefacts.artefact.Format;
import io.jenkins.plugins.calvinverse.artefacts.agent.PromoteTask;
import io.jenkins.plugins.calvinverse.artefacts.agent.Wanted;
import io.jenkins.plugins.calvinverse.artefacts.selection.Selection;
import io.jenkins.plugins.calvinverse.artefacts.server.RepositoryMenu;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code promoteArtefact from: 'nexus/raw-qa', to: 'nexus/raw-production', artefacts: receipts}: copies, since Nexus OSS has no staging.
 */
public class PromoteArtefactStep extends PublishingStep {
    private static final long serialVersionUID = 1;

    private final String from;
    private final ArrayList<TreeMap<String, String>> artefacts = new ArrayList<>();
    private String fromCredentialsId;

    /** @param artefacts receipts of other steps, or maps with {@code format}, {@code name}, {@code version} and, if known, {@code sha256} */
    @DataBoundConstructor
    public PromoteArtefactStep(String from, String to, List<Map<String, Object>> artefacts) {
        super(to);
        this.from = from;
        for (Map<String, Object> each : Util.fixNull(artefacts)) {
            TreeMap<String, String> texts = new TreeMap<>();
            each.forEach((key, value) -> texts.put(key, Objects.toString(value, "")));
            this.artefacts.add(texts);
        }
        List<String> formats = this.artefacts.stream()
                .map(each -> NamedArtefact.of(each).format().symbol())
                .distinct()
                .toList();
        if (formats.size() != 1) {
            throw new IllegalArgumentException(Messages.PromoteArtefactStep_OneFormat(formats));
        }
    }

    public String getFrom() {
        return from;
    }

    public List<Map<String, Object>> getArtefacts() {
        List<Map<String, Object>> maps = new ArrayList<>();
        artefacts.forEach(each -> maps.add(new TreeMap<>(each)));
        return maps;
    }

    /** For {@code from}; null for the credential of the configured server. */
    public String getFromCredentialsId() {
        return fromCredentialsId;
    }

    @DataBoundSetter
    public void setFromCredentialsId(String fromCredentialsId) {
        this.fromCredentialsId = Util.fixEmptyAndTrim(fromCredentialsId);
    }

    @Override
    protected List<Selection> selections(EnvVars variables) {
        return List.of();
    }

    @Override
    Object run(Desk desk) throws Exception {
        List<Wanted> wanted = artefacts.stream()
                .map(each -> {
                    Coordinates coordinates = NamedArtefact.of(each);
                    // What is fetched of an image is another archive than the one that was published; its digest is the
                    // same.
                    boolean archive = coordinates.format() == Format.DOCKER;
                    return new Wanted(coordinates, archive ? "" : each.getOrDefault("sha256", ""));
                })
                .toList();
        return told(
                desk,
                desk.workspace()
                        .act(new PromoteTask(
                                desk.place(from, fromCredentialsId),
                                desk.place(getTo(), getCredentialsId()),
                                wanted,
                                terms(),
                                desk.listener())));
    }

    @Extension
    public static class DescriptorImpl extends PublishingDescriptor {
        @POST
        public ComboBoxModel doFillFromItems(@AncestorInPath Item item) {
            return RepositoryMenu.downloads(item, null);
        }

        @Override
        public String getFunctionName() {
            return "promoteArtefact";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.PromoteArtefactStep_DisplayName();
        }
    }
}
