package io.calvinverse.provisioner.fleet;

import java.util.List;

/**
 * Builds that wait for the same thing.
 *
 * @param label what they ask for, for people
 * @param templates names of the templates that can serve them, in order of preference
 * @param items how many executors they need
 */
public record Demand(String label, List<String> templates, int items) {

    /** Copies the list. */
    public Demand {
        templates = List.copyOf(templates);
    }
}
