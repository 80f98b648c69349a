package io.jenkins.plugins.calvinverse.artefacts.selection;

import io.calvinverse.artefacts.artefact.Format;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which files are which artefacts, as plain values for an agent; variables are expanded already.
 *
 * @param files pattern below {@code dir}
 * @param dir below the workspace; empty for the workspace itself
 * @param bundle name of the ZIP the files are packed into; empty to publish them one by one
 * @param options what else a format wants to know
 */
public record Selection(Format format, String files, String dir, String bundle, Map<String, String> options)
        implements Serializable {
    public Selection {
        options = new TreeMap<>(options);
    }

    /** Empty if it was not given. */
    public String option(String name) {
        return options.getOrDefault(name, "");
    }
}
