package io.jenkins.plugins.calvinverse.artefacts.selection;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import io.calvinverse.artefacts.artefact.Format;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code raw('dist/**')}: files as they are. */
public class RawArtefacts extends ArtefactSelection {
    private static final long serialVersionUID = 1;

    private String into;

    @DataBoundConstructor
    public RawArtefacts(String files) {
        super(files);
    }

    /** Directory of the repository; null for its top. */
    public String getInto() {
        return into;
    }

    @DataBoundSetter
    public void setInto(String into) {
        this.into = Util.fixEmptyAndTrim(into);
    }

    @Override
    public Selection in(EnvVars variables) {
        return new Selection(
                Format.RAW,
                expanded(variables, getFiles()),
                expanded(variables, getDir()),
                "",
                Map.of("into", expanded(variables, into)));
    }

    @Extension
    @Symbol("raw")
    public static class DescriptorImpl extends Descriptor<ArtefactSelection> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.RawArtefacts_DisplayName();
        }
    }
}
