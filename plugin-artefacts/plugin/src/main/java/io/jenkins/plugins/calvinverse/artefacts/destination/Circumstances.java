package io.jenkins.plugins.calvinverse.artefacts.destination;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Item;
import java.util.Map;
import java.util.TreeMap;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** What is known of where a build takes place, for its provenance. */
public interface Circumstances extends ExtensionPoint {

    /**
     * May wait a few seconds; called on a thread of its own. What cannot be known now is left out or said so: no publication fails for it.
     *
     * @param context null outside of Pipelines
     * @param job whose build asks
     */
    Map<String, String> of(StepContext context, Item job) throws InterruptedException;

    /** From all who know something. */
    static Map<String, String> all(StepContext context, Item job) throws InterruptedException {
        Map<String, String> known = new TreeMap<>();
        for (Circumstances each : ExtensionList.lookup(Circumstances.class)) {
            known.putAll(each.of(context, job));
        }
        return known;
    }
}
