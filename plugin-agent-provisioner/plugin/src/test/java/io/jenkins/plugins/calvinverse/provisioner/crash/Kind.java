package io.jenkins.plugins.calvinverse.provisioner.crash;

import io.jenkins.plugins.calvinverse.provisioner.Trial;
import io.jenkins.plugins.calvinverse.provisioner.cloud.AgentTemplate;
import java.io.Serializable;

/** A template of the trial cloud, as it can be sent to a controller. */
record Kind(String name, int uses, int idleMinutes, int spare, int cap, String environment) implements Serializable {

    static Kind singleUse(String name) {
        return new Kind(name, 1, 10, 0, 60, "");
    }

    static Kind lasting(String name) {
        return new Kind(name, 0, 10, 0, 60, "");
    }

    Kind idle(int minutes) {
        return new Kind(name, uses, minutes, spare, cap, environment);
    }

    Kind spare(int machines) {
        return new Kind(name, uses, idleMinutes, machines, cap, environment);
    }

    Kind in(String another) {
        return new Kind(name, uses, idleMinutes, spare, cap, another);
    }

    AgentTemplate template() {
        AgentTemplate template = Trial.template(name);
        template.setUses(uses);
        template.setIdleMinutes(idleMinutes);
        template.setSpare(spare);
        template.setCap(cap);
        template.setEnvironment(environment);
        return template;
    }
}
