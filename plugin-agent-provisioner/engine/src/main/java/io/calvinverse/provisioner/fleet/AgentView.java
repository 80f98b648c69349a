package io.calvinverse.provisioner.fleet;

/**
 * An agent as the controller sees it at one moment.
 *
 * @param online its channel is up
 * @param accepting an administrator did not take it offline
 * @param busy builds it runs
 */
public record AgentView(boolean online, boolean accepting, int busy) {}
