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

/** {@code maven(files: 'target/*.jar', pom: 'pom.xml')}: what is not given is read from the pom, or from the jar. */
public class MavenArtefacts extends ArtefactSelection {
    private static final long serialVersionUID = 1;

    private String groupId;
    private String artifactId;
    private String version;
    private String pom;

    @DataBoundConstructor
    public MavenArtefacts(String files) {
        super(files);
    }

    public String getGroupId() {
        return groupId;
    }

    @DataBoundSetter
    public void setGroupId(String groupId) {
        this.groupId = Util.fixEmptyAndTrim(groupId);
    }

    public String getArtifactId() {
        return artifactId;
    }

    @DataBoundSetter
    public void setArtifactId(String artifactId) {
        this.artifactId = Util.fixEmptyAndTrim(artifactId);
    }

    public String getVersion() {
        return version;
    }

    @DataBoundSetter
    public void setVersion(String version) {
        this.version = Util.fixEmptyAndTrim(version);
    }

    /** File of the workspace. */
    public String getPom() {
        return pom;
    }

    @DataBoundSetter
    public void setPom(String pom) {
        this.pom = Util.fixEmptyAndTrim(pom);
    }

    @Override
    public Selection in(EnvVars variables) {
        return new Selection(
                Format.MAVEN,
                expanded(variables, getFiles()),
                expanded(variables, getDir()),
                "",
                Map.of(
                        "groupId", expanded(variables, groupId),
                        "artifactId", expanded(variables, artifactId),
                        "version", expanded(variables, version),
                        "pom", expanded(variables, pom)));
    }

    @Extension
    @Symbol({"maven", "mavenArtefacts"})
    public static class DescriptorImpl extends Descriptor<ArtefactSelection> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.MavenArtefacts_DisplayName();
        }
    }
}
