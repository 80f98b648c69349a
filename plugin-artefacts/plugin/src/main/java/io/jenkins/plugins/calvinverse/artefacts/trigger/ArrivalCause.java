package io.jenkins.plugins.calvinverse.artefacts.trigger;

import hudson.model.Cause;

/** An artefact arrived. */
public class ArrivalCause extends Cause {
    private final String artefact;

    ArrivalCause(String artefact) {
        this.artefact = artefact;
    }

    @Override
    public String getShortDescription() {
        return Messages.ArrivalCause_Description(artefact);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ArrivalCause cause && cause.artefact.equals(artefact);
    }

    @Override
    public int hashCode() {
        return artefact.hashCode();
    }
}
