package io.jenkins.plugins.calvinverse.artefacts.selection;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.calvinverse.artefacts.artefact.Format;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code zip(files: '**', dir: 'site', name: 'site-1.0.zip')}: files packed into one. */
public class ZipArtefact extends ArtefactSelection {
    private static final long serialVersionUID = 1;

    private final String name;
    private String into;

    /** @throws IllegalArgumentException if the name is none of a file */
    @DataBoundConstructor
    public ZipArtefact(String files, String name) {
        super(files);
        this.name = name;
        String problem = problem(name);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
    }

    private static String problem(String name) {
        return Util.fixEmptyAndTrim(name) == null || name.contains("/") || name.contains("\\")
                ? Messages.ZipArtefact_Name(Util.fixNull(name))
                : null;
    }

    public String getName() {
        return name;
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
                expanded(variables, name),
                Map.of("into", expanded(variables, into)));
    }

    @Extension
    @Symbol({"zip", "zipFiles"})
    public static class DescriptorImpl extends Descriptor<ArtefactSelection> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ZipArtefact_DisplayName();
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            String problem = problem(value);
            return problem == null ? FormValidation.ok() : FormValidation.error(problem);
        }
    }
}
