package io.calvinverse.logs.metrics;

import java.util.function.DoubleSupplier;

/**
 * One line of a graph.
 *
 * @param name in the registry, for a distribution without what it says of the values
 * @param value of a level or count
 * @param distribution null for a level or count
 */
record Series(Measure measure, Tags tags, String name, DoubleSupplier value, Distribution distribution) {}
