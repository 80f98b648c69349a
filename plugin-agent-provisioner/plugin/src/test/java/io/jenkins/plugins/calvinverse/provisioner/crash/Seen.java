package io.jenkins.plugins.calvinverse.provisioner.crash;

import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.Phase;
import java.io.Serializable;

/** A machine as the controller's fleet sees it. */
record Seen(String name, String template, Phase phase, int uses, int running, String cause) implements Serializable {
    static Seen of(Machine m) {
        return new Seen(m.name(), m.template(), m.phase(), m.uses(), m.running(), m.cause());
    }
}
