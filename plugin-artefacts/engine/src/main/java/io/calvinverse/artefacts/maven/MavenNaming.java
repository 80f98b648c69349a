package io.calvinverse.artefacts.maven;

import java.nio.file.Path;

/**
 * What is said of files that are to be published as Maven artefacts; what is empty is read from the pom, or from a jar.
 *
 * @param pom {@code null} for none
 * @param scratch a directory of the build for a pom that is made up
 */
public record MavenNaming(String group, String artifact, String version, Path pom, Path scratch) {}
