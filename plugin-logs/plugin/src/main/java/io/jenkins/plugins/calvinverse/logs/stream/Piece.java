package io.jenkins.plugins.calvinverse.logs.stream;

import java.io.Serializable;
import java.util.Map;

/**
 * What is new in files.
 *
 * @param bytes by path, relative to the workspace
 * @param more whether there is more at once
 * @param skipped what could not be read, and why; empty for nothing
 */
record Piece(Map<String, byte[]> bytes, boolean more, String skipped) implements Serializable {}
