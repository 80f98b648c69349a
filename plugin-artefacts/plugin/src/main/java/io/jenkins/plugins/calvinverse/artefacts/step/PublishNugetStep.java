package io.jenkins.plugins.calvinverse.artefacts.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.Extension;
import io.calvinverse.artefacts.artefact.Format;
import io.jenkins.plugins.calvinverse.artefacts.selection.NugetArtefacts;
import io.jenkins.plugins.calvinverse.artefacts.selection.Selection;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code publishNuget to: 'nexus/nuget-hosted', files: 'out/*.nupkg'}. */
public class PublishNugetStep extends PublishingStep {
    private static final long serialVersionUID = 1;

    private final NugetArtefacts artefacts;

    @DataBoundConstructor
    public PublishNugetStep(String to, String files) {
        super(to);
        artefacts = new NugetArtefacts(files);
    }

    public String getFiles() {
        return artefacts.getFiles();
    }

    public String getDir() {
        return artefacts.getDir();
    }

    @DataBoundSetter
    public void setDir(String dir) {
        artefacts.setDir(dir);
    }

    @Override
    protected List<Selection> selections(EnvVars variables) {
        return List.of(artefacts.in(variables));
    }

    @Extension
    public static class DescriptorImpl extends PublishingDescriptor {
        @Override
        protected Format format() {
            return Format.NUGET;
        }

        @Override
        public String getFunctionName() {
            return "publishNuget";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.PublishNugetStep_DisplayName();
        }
    }
}
