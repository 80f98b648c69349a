package io.calvinverse.artefacts.provenance;

import java.util.List;
import java.util.Map;

/**
 * What is known of the build that made something.
 *
 * @param builder identifies who vouches for it, a URI: the controller
 * @param invocation identifies this build at the builder, a URI
 * @param started RFC 3339 in UTC
 * @param finished RFC 3339 in UTC; empty while it runs
 * @param parameters what was asked for: job, branch, parameters; no secrets
 * @param circumstances what it ran on: agent template, image, configuration release
 */
public record BuildFacts(
        String builder,
        String invocation,
        String started,
        String finished,
        Map<String, String> parameters,
        Map<String, String> circumstances,
        List<Material> materials) {}
