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

/** {@code npm(files: '*.tgz', tag: 'next')}: name and version are those of their {@code package.json}. */
public class NpmArtefacts extends ArtefactSelection {
    private static final long serialVersionUID = 1;

    private String tag;

    @DataBoundConstructor
    public NpmArtefacts(String files) {
        super(files);
    }

    /** Dist-tag; null for {@code latest}, and {@code next} for a pre-release. */
    public String getTag() {
        return tag;
    }

    @DataBoundSetter
    public void setTag(String tag) {
        this.tag = Util.fixEmptyAndTrim(tag);
    }

    @Override
    public Selection in(EnvVars variables) {
        return new Selection(
                Format.NPM,
                expanded(variables, getFiles()),
                expanded(variables, getDir()),
                "",
                Map.of("tag", expanded(variables, tag)));
    }

    @Extension
    @Symbol({"npm", "npmPackages"})
    public static class DescriptorImpl extends Descriptor<ArtefactSelection> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.NpmArtefacts_DisplayName();
        }
    }
}
