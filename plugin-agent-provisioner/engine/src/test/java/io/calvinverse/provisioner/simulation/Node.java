package io.calvinverse.provisioner.simulation;

import io.calvinverse.provisioner.machine.Machine;
import java.util.ArrayList;
import java.util.List;

/** An agent as the controller has it on disk, and what runs on it. */
final class Node {
    final String name;
    final String template;
    final int executors;
    final int maxUses;
    final List<Build> builds = new ArrayList<>();
    boolean online;
    boolean accepting = true;
    /** The machine that is connected, or was. */
    Box box;
    /** New builds that did something on it. */
    int served;

    Node(Machine machine) {
        this.name = machine.name();
        this.template = machine.template();
        this.executors = machine.executors();
        this.maxUses = machine.maxUses();
    }

    int busy() {
        int busy = 0;
        for (Build build : builds) {
            busy += build.suspended ? 0 : 1;
        }
        return busy;
    }
}
