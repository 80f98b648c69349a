package io.calvinverse.environments.configuration.release;

/**
 * What is wrong in the sources of a release.
 *
 * @param file relative to the directory of the release
 * @param line from 1; 0 when it is the file as a whole
 * @param text cause and way out
 */
public record Problem(String file, int line, String text) {
    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + ": " + text;
    }
}
