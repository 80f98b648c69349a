package io.calvinverse.logs.spool;

import io.calvinverse.logs.tail.Progress;

/**
 * How much of a build a target has confirmed.
 *
 * @param progress where to go on
 * @param complete whether the log has ended and all of it is confirmed
 */
public record Cursor(Progress progress, boolean complete) {

    public static final Cursor START = new Cursor(Progress.NONE, false);
}
