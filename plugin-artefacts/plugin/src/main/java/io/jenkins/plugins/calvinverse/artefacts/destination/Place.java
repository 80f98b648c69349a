package io.jenkins.plugins.calvinverse.artefacts.destination;

import io.jenkins.plugins.calvinverse.artefacts.agent.Route;
import io.jenkins.plugins.calvinverse.artefacts.server.Login;
import java.io.Serializable;

/**
 * A repository, as plain values for an agent.
 *
 * @param name for messages and receipts
 * @param address URL of the repository, or path of a directory
 * @param isDirectory whether the address is a path on the agent
 * @param nexus URL of the Nexus it belongs to; empty if that is not known
 * @param repository its name in that Nexus
 */
public record Place(
        String name, String address, boolean isDirectory, String nexus, String repository, Login login, Route route)
        implements Serializable {}
