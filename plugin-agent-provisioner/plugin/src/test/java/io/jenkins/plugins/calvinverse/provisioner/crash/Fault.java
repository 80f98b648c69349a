package io.jenkins.plugins.calvinverse.provisioner.crash;

import io.jenkins.plugins.calvinverse.provisioner.crash.gate.Gates;
import io.jenkins.plugins.calvinverse.provisioner.crash.gate.Gates.Manner;
import java.io.IOException;
import java.util.List;

/** How a provider behaves around a crash of the controller. */
enum Fault {
    NONE(List.of(), null, ""),
    /** No call ever returns, interrupted or not. */
    HANGING(List.of("list.before", "create.before", "destroy.before"), Manner.DEAF, "was not answered within"),
    FAILING(List.of("list.before", "create.before", "destroy.before"), Manner.FAIL, "cannot be listed"),
    /** What is asked is done, and the answer is that it is unknown. */
    LOSING_REPLIES(List.of("create.after", "destroy.after"), Manner.FAIL, "could not be destroyed");

    private final List<String> gates;
    private final Manner manner;

    /** What the monitor says. */
    final String finding;

    Fault(List<String> gates, Manner manner, String finding) {
        this.gates = gates;
        this.manner = manner;
        this.finding = finding;
    }

    /** Whether machines can be had nevertheless. */
    boolean serves() {
        return this == NONE || this == LOSING_REPLIES;
    }

    void begin(Gates at) throws IOException {
        for (String gate : gates) {
            at.close(Gates.ALL, gate, manner);
        }
    }
}
