package io.calvinverse.environments.configuration.ledger;

/**
 * An act that has begun and not ended: from before its first write of a configuration key until after the last.
 *
 * @param undo it is taken back
 * @param cause why it is taken back; empty otherwise
 * @param overwrite edits of other hands may be overwritten
 * @param steps digest of the list of its steps
 */
public record Pending(Act act, boolean undo, String cause, boolean overwrite, String steps) {

    public Pending undone(String why) {
        return new Pending(act, true, why, overwrite, steps);
    }
}
