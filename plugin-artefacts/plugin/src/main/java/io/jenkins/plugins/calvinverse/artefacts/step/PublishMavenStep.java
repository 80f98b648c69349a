package io.jenkins.plugins.calvinverse.artefacts.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import io.calvinverse.artefacts.artefact.Format;
import io.jenkins.plugins.calvinverse.artefacts.selection.MavenArtefacts;
import io.jenkins.plugins.calvinverse.artefacts.selection.Selection;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code publishMaven to: 'nexus/maven-releases', files: 'target/*.jar', pom: 'pom.xml'}. */
public class PublishMavenStep extends PublishingStep {
    private static final long serialVersionUID = 1;

    private final MavenArtefacts artefacts;

    @DataBoundConstructor
    public PublishMavenStep(String to, String files) {
        super(to);
        artefacts = new MavenArtefacts(files);
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

    public String getGroupId() {
        return artefacts.getGroupId();
    }

    @DataBoundSetter
    public void setGroupId(String groupId) {
        artefacts.setGroupId(groupId);
    }

    public String getArtifactId() {
        return artefacts.getArtifactId();
    }

    @DataBoundSetter
    public void setArtifactId(String artifactId) {
        artefacts.setArtifactId(artifactId);
    }

    public String getVersion() {
        return artefacts.getVersion();
    }

    @DataBoundSetter
    public void setVersion(String version) {
        artefacts.setVersion(version);
    }

    public String getPom() {
        return artefacts.getPom();
    }

    @DataBoundSetter
    public void setPom(String pom) {
        artefacts.setPom(pom);
    }

    @Override
    protected List<Selection> selections(EnvVars variables) {
        return List.of(artefacts.in(variables));
    }

    @Extension
    public static class DescriptorImpl extends PublishingDescriptor {
        @Override
        protected Format format() {
            return Format.MAVEN;
        }

        @Override
        public String getFunctionName() {
            return "publishMaven";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.PublishMavenStep_DisplayName();
        }
    }
}
