package io.jenkins.plugins.calvinverse.artefacts.selection;

import hudson.EnvVars;
import hudson.ExtensionPoint;
import hudson.Util;
import hudson.model.Describable;
import java.io.Serializable;
import org.kohsuke.stapler.DataBoundSetter;

/** Part of a publishing step: some files, and what they are. */
public abstract class ArtefactSelection implements Describable<ArtefactSelection>, ExtensionPoint, Serializable {
    private static final long serialVersionUID = 1;

    private final String files;
    private String dir;

    protected ArtefactSelection(String files) {
        this.files = files;
    }

    /** Pattern, several with commas between. */
    public String getFiles() {
        return files;
    }

    /** Where the pattern begins, below the workspace; null for the workspace. */
    public String getDir() {
        return dir;
    }

    @DataBoundSetter
    public void setDir(String dir) {
        this.dir = Util.fixEmptyAndTrim(dir);
    }

    /** With variables expanded. */
    public abstract Selection in(EnvVars variables);

    protected static String expanded(EnvVars variables, String text) {
        return text == null ? "" : variables.expand(text);
    }
}
