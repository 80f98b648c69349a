package io.jenkins.plugins.calvinverse.artefacts.agent;

import io.calvinverse.artefacts.artefact.Receipt;
import java.io.Serializable;

/**
 * What an agent sends back of one artefact.
 *
 * @param md5 hexadecimal, as Jenkins' fingerprints want it; empty without
 */
public record Result(Receipt receipt, String md5) implements Serializable {}
