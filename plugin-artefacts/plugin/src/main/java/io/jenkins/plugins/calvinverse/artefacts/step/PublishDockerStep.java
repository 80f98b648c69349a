package io.jenkins.plugins.calvinverse.artefacts.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.Extension;
import io.calvinverse.artefacts.artefact.Format;
import io.jenkins.plugins.calvinverse.artefacts.selection.DockerImages;
import io.jenkins.plugins.calvinverse.artefacts.selection.Selection;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code publishDocker to: 'nexus/docker-hosted', files: 'image.tar', name: 'acme/app', tags: ['1.0', 'latest']}. */
public class PublishDockerStep extends PublishingStep {
    private static final long serialVersionUID = 1;

    private final DockerImages artefacts;

    @DataBoundConstructor
    public PublishDockerStep(String to, String files) {
        super(to);
        artefacts = new DockerImages(files);
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

    public String getName() {
        return artefacts.getName();
    }

    @DataBoundSetter
    public void setName(String name) {
        artefacts.setName(name);
    }

    public List<String> getTags() {
        return artefacts.getTags();
    }

    @DataBoundSetter
    public void setTags(List<String> tags) {
        artefacts.setTags(tags);
    }

    /** For the form. */
    public String getTagsText() {
        return artefacts.getTagsText();
    }

    @Override
    protected List<Selection> selections(EnvVars variables) {
        return List.of(artefacts.in(variables));
    }

    @Extension
    public static class DescriptorImpl extends PublishingDescriptor {
        @Override
        protected Format format() {
            return Format.DOCKER;
        }

        @Override
        public String getFunctionName() {
            return "publishDocker";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.PublishDockerStep_DisplayName();
        }
    }
}
