package io.jenkins.plugins.calvinverse.artefacts.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.Extension;
import io.calvinverse.artefacts.artefact.Format;
import io.jenkins.plugins.calvinverse.artefacts.selection.NpmArtefacts;
import io.jenkins.plugins.calvinverse.artefacts.selection.Selection;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code publishNpm to: 'nexus/npm-hosted', files: '*.tgz'}. */
public class PublishNpmStep extends PublishingStep {
    private static final long serialVersionUID = 1;

    private final NpmArtefacts artefacts;

    @DataBoundConstructor
    public PublishNpmStep(String to, String files) {
        super(to);
        artefacts = new NpmArtefacts(files);
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

    public String getTag() {
        return artefacts.getTag();
    }

    @DataBoundSetter
    public void setTag(String tag) {
        artefacts.setTag(tag);
    }

    @Override
    protected List<Selection> selections(EnvVars variables) {
        return List.of(artefacts.in(variables));
    }

    @Extension
    public static class DescriptorImpl extends PublishingDescriptor {
        @Override
        protected Format format() {
            return Format.NPM;
        }

        @Override
        public String getFunctionName() {
            return "publishNpm";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.PublishNpmStep_DisplayName();
        }
    }
}
