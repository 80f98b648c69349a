package io.jenkins.plugins.calvinverse.logs.pipeline;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Run;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** What steps of other plugins gave a build that must not be shipped. Memory only, any thread. */
public interface IssuedValues extends ExtensionPoint {

    /** Values, in clear; empty for nothing. */
    Collection<String> of(Run<?, ?> run);

    /** Of all that implement this. */
    static Set<String> all(Run<?, ?> run) {
        Set<String> values = new HashSet<>();
        ExtensionList.lookup(IssuedValues.class).forEach(each -> values.addAll(each.of(run)));
        return values;
    }
}
