package io.calvinverse.provisioner.fleet;

import io.calvinverse.provisioner.machine.Phase;

/** One thing to do, as decided. The loop journals it before it acts. */
public sealed interface Action {

    /** Have one more machine of a template. */
    record Launch(String template, String why) implements Action {}

    /** A machine enters a phase. */
    record Move(String machine, Phase to, boolean failed, String why) implements Action {}

    /** No build ran on a draining machine when its agent was asked, and none could start. */
    record Quiesced(String machine) implements Action {}

    /** The journal's count of running builds was wrong; this is the right one. */
    record Recount(String machine, int uses, int running) implements Action {}

    /** Take over a machine of ours that the journal does not know but the controller uses. */
    record Adopt(String machine, String template, String provider) implements Action {}

    /** Destroy a machine of ours that nobody knows. */
    record Reclaim(String machine, String template, String provider) implements Action {}

    /** Remove an agent of ours that has no machine. */
    record Withdraw(String agent) implements Action {}
}
