package io.jenkins.plugins.calvinverse.artefacts.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import io.calvinverse.artefacts.artefact.Format;
import io.jenkins.plugins.calvinverse.artefacts.selection.RawArtefacts;
import io.jenkins.plugins.calvinverse.artefacts.selection.Selection;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code publishRaw to: 'nexus/raw-hosted', files: 'dist/**'}. */
public class PublishRawStep extends PublishingStep {
    private static final long serialVersionUID = 1;

    private final RawArtefacts artefacts;

    @DataBoundConstructor
    public PublishRawStep(String to, String files) {
        super(to);
        artefacts = new RawArtefacts(files);
    }

    public String getFiles() {
        return artefacts.getFiles();
    }

    public String getDir() {
        return artefacts.getDir();
    }

    @DataBoundSetter
    public void setDir(String dir) {
        artefacts.setDir(Util.fixEmptyAndTrim(dir));
    }

    public String getInto() {
        return artefacts.getInto();
    }

    @DataBoundSetter
    public void setInto(String into) {
        artefacts.setInto(into);
    }

    @Override
    protected List<Selection> selections(EnvVars variables) {
        return List.of(artefacts.in(variables));
    }

    @Extension
    public static class DescriptorImpl extends PublishingDescriptor {
        @Override
        protected Format format() {
            return Format.RAW;
        }

        @Override
        public String getFunctionName() {
            return "publishRaw";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.PublishRawStep_DisplayName();
        }
    }
}
