package io.jenkins.plugins.calvinverse.logs.stream;

import java.io.Serializable;

/**
 * Which files a block streams, and how.
 *
 * @param files Ant pattern, relative to the workspace
 * @param filter command that turns a file into text; null for none
 * @param charset of the text
 */
record Wish(String files, String filter, String charset) implements Serializable {}
