package io.jenkins.plugins.calvinverse.artefacts.selection;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.Extension;
import hudson.model.Descriptor;
import io.calvinverse.artefacts.artefact.Format;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code nuget('out/*.nupkg')}: id and version are those of their {@code .nuspec}. */
public class NugetArtefacts extends ArtefactSelection {
    private static final long serialVersionUID = 1;

    @DataBoundConstructor
    public NugetArtefacts(String files) {
        super(files);
    }

    @Override
    public Selection in(EnvVars variables) {
        return new Selection(
                Format.NUGET, expanded(variables, getFiles()), expanded(variables, getDir()), "", Map.of());
    }

    @Extension
    @Symbol({"nuget", "nugetPackages"})
    public static class DescriptorImpl extends Descriptor<ArtefactSelection> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.NugetArtefacts_DisplayName();
        }
    }
}
