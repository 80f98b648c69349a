package io.calvinverse.provisioner.fleet;

/**
 * Demand that nothing is being done about at present.
 *
 * @param label what waits
 * @param items how many executors are missing
 * @param cause why, for people
 */
public record Shortage(String label, int items, String cause) {}
