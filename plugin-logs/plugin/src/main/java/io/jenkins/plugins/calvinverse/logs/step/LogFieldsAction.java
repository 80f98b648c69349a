package io.jenkins.plugins.calvinverse.logs.step;

import hudson.model.InvisibleAction;
import java.util.Map;
import java.util.TreeMap;
import org.jenkinsci.plugins.workflow.actions.PersistentAction;

/** On the start of a block: fields that the lines printed inside carry. Kept with the Pipeline's graph. */
public class LogFieldsAction extends InvisibleAction implements PersistentAction {
    private final TreeMap<String, String> fields;

    LogFieldsAction(Map<String, String> fields) {
        this.fields = new TreeMap<>(fields);
    }

    public Map<String, String> fields() {
        return fields;
    }
}
