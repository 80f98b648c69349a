package io.calvinverse.environments.configuration.publish;

import io.calvinverse.environments.configuration.ledger.Done;
import io.calvinverse.environments.configuration.ledger.Pending;
import io.calvinverse.environments.configuration.plan.Change;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a stream stands.
 *
 * @param current null before the first release
 * @param pending act that has begun and not ended; null when there is none
 * @param done how many of its steps are done
 * @param steps how many steps it has
 * @param drift keys of the current release that another hand edited: before is what is there, after what the release has
 */
public record Status(Done current, Pending pending, long done, long steps, List<Change> drift) {
    public Status {
        drift = List.copyOf(drift);
    }

    /** For people, one fact a line. */
    public List<String> text() {
        List<String> lines = new ArrayList<>();
        lines.add(
                current == null
                        ? "no release is published"
                        : current.act().title() + " is published since " + current.ended());
        if (pending != null) {
            lines.add(pending.act().title() + " is half " + (pending.undo() ? "taken back" : "published") + " since "
                    + pending.act().since() + ": " + done + " of " + steps + " keys are written"
                    + (pending.cause().isEmpty() ? "" : " (" + pending.cause() + ")")
                    + ". Finish it, or take it back");
        }
        for (Change change : drift) {
            lines.add("key " + change.key() + (change.before().isEmpty() ? " was deleted" : " was edited")
                    + " by another hand");
        }
        return lines;
    }
}
