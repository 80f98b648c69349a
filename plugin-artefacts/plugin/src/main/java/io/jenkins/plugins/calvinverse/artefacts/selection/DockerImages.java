package io.jenkins.plugins.calvinverse.artefacts.selection;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import io.calvinverse.artefacts.artefact.Format;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code docker(files: 'image.tar', name: 'acme/app', tags: ['1.0', 'latest'])}: archives and OCI layouts; no daemon is asked. */
public class DockerImages extends ArtefactSelection {
    private static final long serialVersionUID = 1;

    private String name;
    private ArrayList<String> tags = new ArrayList<>();

    @DataBoundConstructor
    public DockerImages(String files) {
        super(files);
    }

    /** Without registry; null for what the file says. */
    public String getName() {
        return name;
    }

    @DataBoundSetter
    public void setName(String name) {
        this.name = Util.fixEmptyAndTrim(name);
    }

    /** Empty for those the file says. */
    public List<String> getTags() {
        return List.copyOf(tags);
    }

    /** For a form. */
    public String getTagsText() {
        return String.join(", ", tags);
    }

    /** @param tags one of them may be several with commas between: a form sends them so */
    @DataBoundSetter
    public void setTags(List<String> tags) {
        this.tags = Util.fixNull(tags).stream()
                .flatMap(each -> Arrays.stream(each.split(",")))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    @Override
    public Selection in(EnvVars variables) {
        return new Selection(
                Format.DOCKER,
                expanded(variables, getFiles()),
                expanded(variables, getDir()),
                "",
                Map.of("name", expanded(variables, name), "tags", expanded(variables, String.join(",", tags))));
    }

    @Extension
    @Symbol({"docker", "dockerImages"})
    public static class DescriptorImpl extends Descriptor<ArtefactSelection> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.DockerImages_DisplayName();
        }
    }
}
