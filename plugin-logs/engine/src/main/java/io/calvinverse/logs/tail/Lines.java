package io.calvinverse.logs.tail;

/** Takes lines in the order in which they end in the log. */
@FunctionalInterface
public interface Lines {

    /** Returns whether more are wanted now; those after this one come with the next reading. */
    boolean take(Line line);
}
