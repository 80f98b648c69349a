package io.calvinverse.provisioner.fleet;

import java.time.Instant;

/**
 * What the loop remembers of a machine from round to round without journaling it. Null means "not now".
 *
 * @param idle since when no build was seen on it
 * @param offline since when its agent is not connected
 * @param unknown since when the controller has no agent of its name
 * @param created when the last attempt to create it ended, well or not
 * @param destroyed when the provider accepted its destruction
 * @param missing since when its environment is sure not to have it, or to have lost it
 */
public record Watch(
        Instant idle, Instant offline, Instant unknown, Instant created, Instant destroyed, Instant missing) {
    /** Nothing seen yet. */
    public static final Watch NONE = new Watch(null, null, null, null, null, null);

    /** After one more look at the agent, which is null where the controller has none of that name. */
    public Watch seen(AgentView agent, Instant now) {
        boolean online = agent != null && agent.online();
        boolean busy = agent != null && agent.busy() > 0;
        Instant still = busy ? null : first(idle, now);
        Instant lost = online ? null : first(offline, now);
        Instant strange = agent != null ? null : first(unknown, now);
        return still == idle && lost == offline && strange == unknown
                ? this
                : new Watch(still, lost, strange, created, destroyed, missing);
    }

    /** After one more look at its environment, which may have nothing to say. */
    public Watch member(Membership membership, Instant now) {
        Instant away = membership.missing() ? first(missing, now) : null;
        return away == missing ? this : new Watch(idle, offline, unknown, created, destroyed, away);
    }

    /** The controller was not made to expect its agent yet. */
    public Watch awaited() {
        return new Watch(idle, offline, null, created, destroyed, missing);
    }

    /** After a build was accepted on it or ended there. */
    public Watch usedAt(Instant at) {
        return new Watch(idle == null ? null : at, offline, unknown, created, destroyed, missing);
    }

    /** After an attempt to create it ended. */
    public Watch createdAt(Instant at) {
        return new Watch(idle, offline, unknown, at, destroyed, missing);
    }

    /** After the provider accepted the destruction. */
    public Watch destroyedAt(Instant at) {
        return new Watch(idle, offline, unknown, created, at, missing);
    }

    private static Instant first(Instant before, Instant now) {
        return before == null ? now : before;
    }
}
