package io.calvinverse.provisioner.machine;

import java.time.Instant;

/**
 * One machine as the journal knows it. Immutable; times are engine time.
 *
 * @param name unique for ever, also the agent's name and the provider's idempotency key
 * @param template name of the template it was made from; the template may be gone by now
 * @param provider {@link io.calvinverse.provisioner.provider.Provider#id() id} of its provider
 * @param image image version it was made from
 * @param executors builds it runs at once
 * @param maxUses builds after which it is replaced, 0 for no limit
 * @param phase where it stands
 * @param since when it entered that phase
 * @param planned when it was decided
 * @param leaseEnd after this instant it takes no new build
 * @param uses builds it accepted so far
 * @param running builds it accepted that did not end yet
 * @param failed whether it ended because it, its image or its provider is broken
 * @param cause why it entered the phase, for people; empty when there is nothing to say
 * @param environment name of the environment it is a member of; empty for none
 */
public record Machine(
        String name,
        String template,
        String provider,
        String image,
        int executors,
        int maxUses,
        Phase phase,
        Instant since,
        Instant planned,
        Instant leaseEnd,
        int uses,
        int running,
        boolean failed,
        String cause,
        String environment) {

    /** Without an environment. */
    public Machine(
            String name,
            String template,
            String provider,
            String image,
            int executors,
            int maxUses,
            Phase phase,
            Instant since,
            Instant planned,
            Instant leaseEnd,
            int uses,
            int running,
            boolean failed,
            String cause) {
        this(
                name, template, provider, image, executors, maxUses, phase, since, planned, leaseEnd, uses, running,
                failed, cause, "");
    }

    /** The same machine in another environment. */
    public Machine in(String another) {
        return new Machine(
                name, template, provider, image, executors, maxUses, phase, since, planned, leaseEnd, uses, running,
                failed, cause, another);
    }

    /** The same machine, moved on. */
    public Machine moved(Phase to, Instant at, boolean broken, String why) {
        return new Machine(
                name,
                template,
                provider,
                image,
                executors,
                maxUses,
                to,
                at,
                planned,
                leaseEnd,
                uses,
                running,
                broken,
                why,
                environment);
    }

    /** Whether it may enter a phase: only forward, except that a creation may be reported on again. */
    public boolean mayMove(Phase to) {
        return to.compareTo(phase) > 0 || to == Phase.CREATING && phase == Phase.CREATING;
    }

    /** The same machine with other counts of accepted and running builds. */
    public Machine counted(int accepted, int now) {
        return new Machine(
                name,
                template,
                provider,
                image,
                executors,
                maxUses,
                phase,
                since,
                planned,
                leaseEnd,
                accepted,
                Math.max(0, now),
                failed,
                cause,
                environment);
    }

    /** Whether it accepted as many builds as it may. */
    public boolean exhausted() {
        return maxUses > 0 && uses >= maxUses;
    }

    /** Builds it could still take at once: free executors, bounded by the uses left. */
    public int free() {
        int slots = Math.max(0, executors - running);
        return maxUses > 0 ? Math.min(slots, Math.max(0, maxUses - uses)) : slots;
    }

    /** Whether it may be given a new build now. */
    public boolean accepts(Instant now) {
        return phase.serving() && !exhausted() && now.isBefore(leaseEnd);
    }
}
