package io.jenkins.plugins.calvinverse.logs.pipeline;

import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.Run;
import hudson.util.Secret;
import java.util.HashSet;
import java.util.Set;

/** Password parameters: Jenkins prints them in clear when a build echoes them. */
public final class ParameterSecrets {
    private ParameterSecrets() {}

    public static Set<String> of(Run<?, ?> run) {
        Set<String> secrets = new HashSet<>();
        for (ParametersAction action : run.getActions(ParametersAction.class)) {
            for (ParameterValue parameter : action.getAllParameters()) {
                if (parameter.isSensitive()) {
                    Object value = parameter.getValue();
                    String clear = value instanceof Secret secret ? secret.getPlainText() : String.valueOf(value);
                    if (value != null && !clear.isEmpty()) {
                        secrets.add(clear);
                    }
                }
            }
        }
        return secrets;
    }
}
