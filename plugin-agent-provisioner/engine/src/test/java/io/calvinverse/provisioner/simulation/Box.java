package io.calvinverse.provisioner.simulation;

import io.calvinverse.provisioner.fleet.FleetSpec.Owner;
import io.calvinverse.provisioner.provider.Instance;

/** A machine as it really is. */
final class Box {
    static final long NEVER = Long.MAX_VALUE;

    final String name;
    final Owner owner;
    final String template;
    final long created;
    /** It came into being after its order was given up, so that nobody could know of it. */
    final boolean late;

    long stopped = NEVER;
    long removed = NEVER;
    boolean removing;

    Box(String name, Owner owner, String template, long created, boolean late) {
        this.name = name;
        this.owner = owner;
        this.template = template;
        this.created = created;
        this.late = late;
    }

    boolean runs(long now) {
        return now < stopped && now < removed && !removing;
    }

    boolean existed(long at) {
        return created <= at && at < removed;
    }

    Instance seen(long at) {
        Instance.State state = at < stopped ? Instance.State.RUNNING : Instance.State.STOPPED;
        return new Instance(name, owner, template, state, "");
    }
}
