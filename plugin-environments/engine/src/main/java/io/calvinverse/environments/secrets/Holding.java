package io.calvinverse.environments.secrets;

import io.calvinverse.environments.vault.Token;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One token and the leases obtained with it. Touched on the timeline only. */
final class Holding {

    final Token token;
    /** Made for this block alone: to revoke it ends everything obtained with it. */
    final boolean own;

    final Span life;
    final List<HeldLease> leases = new ArrayList<>();
    /** Accessor of the token this one is a child of and ends with; empty when it is nobody's. */
    String parent = "";
    /** Replaced; kept for processes that still use it, not renewed any more. */
    boolean retired;
    /** The block's values come from it. What a crash caught before that is of no use to anybody. */
    boolean adopted;
    /** Takes back the next renewal. */
    Runnable planned = () -> {};
    /** Of renewing or replacing, in a row. */
    int misses;
    /** Of revoking. Not one count with the other: what could not be renewed in time must still be revoked. */
    int failures;
    /** To be revoked. */
    boolean ending;
    /** Why it could not be revoked; empty while it was not tried. */
    String cause = "";
    /** When revoking is tried again; null when that is pointless. */
    Instant nextTry;

    Holding(Token token, boolean own, Span life) {
        this.token = token;
        this.own = own;
        this.life = life;
    }

    /** When the first of its parts is to be renewed. */
    Instant due() {
        Instant due = life.due();
        for (HeldLease lease : leases) {
            due = lease.life().due().isBefore(due) ? lease.life().due() : due;
        }
        return due;
    }

    /** When all of it has ended by itself. */
    Instant ends() {
        Instant ends = own ? life.until() : Instant.MIN;
        for (HeldLease lease : leases) {
            ends = !own && lease.life().until().isAfter(ends) ? lease.life().until() : ends;
        }
        return ends;
    }

    void end() {
        planned.run();
        ending = true;
    }

    /** For people; not secret. */
    String name() {
        return own || leases.isEmpty()
                ? "the token with accessor " + life.name()
                : "the leases "
                        + String.join(
                                ", ",
                                leases.stream().map(each -> each.life().name()).toList());
    }
}
