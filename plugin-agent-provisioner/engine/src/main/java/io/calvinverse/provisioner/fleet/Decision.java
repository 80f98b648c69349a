package io.calvinverse.provisioner.fleet;

import java.util.List;

/** What to do now, and what cannot be done now. */
public record Decision(List<Action> actions, List<Shortage> shortages) {}
