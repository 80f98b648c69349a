package io.jenkins.plugins.calvinverse.artefacts.agent;

import io.calvinverse.artefacts.artefact.Coordinates;
import java.io.Serializable;

/**
 * An artefact that is to be got.
 *
 * @param sha256 what it must hash to; empty for anything
 */
public record Wanted(Coordinates coordinates, String sha256) implements Serializable {}
