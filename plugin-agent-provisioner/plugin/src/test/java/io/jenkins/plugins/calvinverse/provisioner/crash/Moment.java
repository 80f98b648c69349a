package io.jenkins.plugins.calvinverse.provisioner.crash;

import io.calvinverse.provisioner.machine.Phase;
import java.util.Locale;
import java.util.Set;

/** Where a machine stands when its controller dies. */
enum Moment {
    /** The intent is journaled; the call is not made. */
    BEFORE_CREATE("create.before", true, false, Phase.PLANNED, Phase.CREATING),
    /** The provider made it; the answer is not taken in. */
    BEFORE_RECORD("create.after", true, true, Phase.PLANNED, Phase.CREATING),
    BOOTING(null, false, true, Phase.BOOTING),
    ONLINE_IDLE(null, false, true, Phase.ONLINE),
    BUILD_RUNNING(null, false, true, Phase.ONLINE),
    DRAINING(null, false, true, Phase.DRAINING),
    /** The call is not made. */
    TERMINATING("destroy.before", false, true, Phase.TERMINATING),
    /** The machine is gone; the answer is not taken in. */
    TERMINATED("destroy.after", false, false, Phase.TERMINATING);

    final String gate;
    final boolean beforeListing;
    final boolean exists;
    final Set<Phase> phases;

    /**
     * @param gate that holds the call
     * @param beforeListing a listing of the provider would end the moment
     * @param exists whether the provider has the machine
     * @param phases according to the journal
     */
    Moment(String gate, boolean beforeListing, boolean exists, Phase... phases) {
        this.gate = gate;
        this.beforeListing = beforeListing;
        this.exists = exists;
        this.phases = Set.of(phases);
    }

    /** Of its template, its label and its job. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Kind kind() {
        return this == ONLINE_IDLE ? Kind.lasting(label()) : Kind.singleUse(label());
    }

    boolean bootHeld() {
        return this == BEFORE_RECORD || this == BOOTING;
    }

    boolean buildHeld() {
        return this == BUILD_RUNNING || this == DRAINING;
    }
}
