package io.calvinverse.environments.preflight;

/**
 * What a build, a machine or a service will stumble over.
 *
 * @param rule that found it
 * @param subject key, path, service or machine
 * @param fault what is wrong with it
 * @param neededBy who will stumble
 * @param wayOut what to do
 */
public record Finding(String rule, String subject, String fault, String neededBy, String wayOut) {
    @Override
    public String toString() {
        return subject + " " + fault + " (needed by " + neededBy + "); " + wayOut;
    }
}
