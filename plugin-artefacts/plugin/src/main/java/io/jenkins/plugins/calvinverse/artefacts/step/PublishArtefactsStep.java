package io.jenkins.plugins.calvinverse.artefacts.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.calvinverse.artefacts.selection.ArtefactSelection;
import io.jenkins.plugins.calvinverse.artefacts.selection.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code publishArtefacts to: 'nexus/raw-hosted', artefacts: [raw('dist/**')]}. */
public class PublishArtefactsStep extends PublishingStep {
    private static final long serialVersionUID = 1;

    private final ArrayList<ArtefactSelection> artefacts;

    @DataBoundConstructor
    public PublishArtefactsStep(String to, List<ArtefactSelection> artefacts) {
        super(to);
        this.artefacts = new ArrayList<>(Util.fixNull(artefacts));
        if (this.artefacts.isEmpty()) {
            throw new IllegalArgumentException(Messages.PublishArtefactsStep_Nothing());
        }
    }

    public List<ArtefactSelection> getArtefacts() {
        return List.copyOf(artefacts);
    }

    @Override
    protected List<Selection> selections(EnvVars variables) {
        return artefacts.stream().map(each -> each.in(variables)).toList();
    }

    @Extension
    public static class DescriptorImpl extends PublishingDescriptor {
        @Override
        public String getFunctionName() {
            return "publishArtefacts";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.PublishArtefactsStep_DisplayName();
        }

        @Override
        public String argumentsToString(@NonNull Map<String, Object> namedArgs) {
            Object to = namedArgs.get("to");
            return to == null ? null : to.toString();
        }
    }
}
