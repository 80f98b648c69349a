package io.jenkins.plugins.calvinverse.artefacts.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import io.calvinverse.artefacts.artefact.Format;
import io.jenkins.plugins.calvinverse.artefacts.selection.Selection;
import io.jenkins.plugins.calvinverse.artefacts.selection.ZipArtefact;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code publishZip to: 'nexus/raw-hosted', files: '**', dir: 'site', name: 'site.zip'}. */
public class PublishZipStep extends PublishingStep {
    private static final long serialVersionUID = 1;

    private final ZipArtefact artefacts;

    @DataBoundConstructor
    public PublishZipStep(String to, String files, String name) {
        super(to);
        artefacts = new ZipArtefact(files, name);
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

    public String getName() {
        return artefacts.getName();
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
            return "publishZip";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.PublishZipStep_DisplayName();
        }
    }
}
