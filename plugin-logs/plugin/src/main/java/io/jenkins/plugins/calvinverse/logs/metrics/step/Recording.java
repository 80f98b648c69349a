package io.jenkins.plugins.calvinverse.logs.metrics.step;

import hudson.model.TaskListener;
import io.jenkins.plugins.calvinverse.logs.metrics.MetricsService;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/** What a pipeline says of a value. Whatever is wrong is a line in the build's log, and no more. */
final class Recording implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int LONGEST_NAME = 100;

    private final String name;
    private final HashMap<String, String> tags = new HashMap<>();

    Recording(String name, Map<String, Object> tags) {
        this.name = name;
        tags.forEach((key, value) -> this.tags.put(key, String.valueOf(value)));
    }

    void note(String value, TaskListener listener) {
        try {
            note(Double.parseDouble(value), listener);
        } catch (NumberFormatException e) {
            listener.getLogger().println(Messages.Recording_NoNumber(name, value));
        }
    }

    void note(double value, TaskListener listener) {
        if (name == null || !name.matches("[A-Za-z][A-Za-z0-9_.-]*") || name.length() > LONGEST_NAME) {
            listener.getLogger().println(Messages.Recording_Name(name));
        } else if (!Double.isFinite(value)) {
            listener.getLogger().println(Messages.Recording_NoNumber(name, value));
        } else {
            MetricsService.get().recorder().record(name, value, tags);
        }
    }
}
