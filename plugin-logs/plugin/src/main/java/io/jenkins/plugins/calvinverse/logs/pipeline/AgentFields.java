package io.jenkins.plugins.calvinverse.logs.pipeline;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import java.util.Map;

/** More fields about an agent, for example of which template and image its machine is. Memory only, any thread. */
public interface AgentFields extends ExtensionPoint {
    /** As the Logstash plugin calls the controller's own node; dashboards know it by this name. */
    String BUILT_IN = "master";

    /** Nothing for an agent it does not know. */
    Map<String, String> of(String agent);

    /** Adds the agent's name and all that is known about it. */
    static void of(String agent, Map<String, Object> fields, Map<String, Object> data) {
        String name = agent.isEmpty() ? BUILT_IN : agent;
        fields.put("agent", name);
        data.put("buildHost", name);
        for (AgentFields each : ExtensionList.lookup(AgentFields.class)) {
            each.of(agent).forEach(fields::putIfAbsent);
        }
    }
}
