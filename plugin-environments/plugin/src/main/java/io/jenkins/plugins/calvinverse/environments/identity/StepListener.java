package io.jenkins.plugins.calvinverse.environments.identity;

import hudson.ExtensionPoint;

/** Follows hand-overs step by step, for those who audit them; the record beside it is complete without. */
public interface StepListener extends ExtensionPoint {

    /**
     * A step is done, and the next has not begun. Hand-overs wait meanwhile.
     *
     * @param step what was done, such as {@code created}, {@code put}, {@code recorded HELD}
     */
    void done(String environment, String step);
}
