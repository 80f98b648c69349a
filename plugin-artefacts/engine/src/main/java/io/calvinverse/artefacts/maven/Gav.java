package io.calvinverse.artefacts.maven;

import io.calvinverse.artefacts.artefact.ArtefactException;
import io.calvinverse.artefacts.artefact.Coordinates;
import io.calvinverse.artefacts.artefact.Format;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Group, artifact and version: the place of a publication in Maven's layout. */
public record Gav(String group, String artifact, String version) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]+");
    private static final Pattern VERSION = Pattern.compile("[^\\s/\\\\:\"<>|?*\\[\\](),$]+");

    /** @throws ArtefactException if one is missing or has characters Maven refuses */
    public static Gav of(String group, String artifact, String version) throws ArtefactException {
        check("groupId", group, ID);
        check("artifactId", artifact, ID);
        check("version", version, VERSION);
        return new Gav(group, artifact, version);
    }

    private static void check(String what, String value, Pattern allowed) throws ArtefactException {
        if (value.isEmpty()) {
            throw new ArtefactException("a Maven artefact needs a " + what + "; give it, or a pom that says it");
        }
        if (value.contains("${")) {
            throw new ArtefactException(what + " '" + value
                    + "' has a property in it, which only Maven resolves; publish the pom Maven has flattened, or give "
                    + what);
        }
        if (!allowed.matcher(value).matches() || value.contains("..")) {
            throw new ArtefactException(what + " '" + value + "' has characters that Maven refuses");
        }
    }

    static Gav of(Coordinates coordinates) throws ArtefactException {
        String[] ids = coordinates.name().split(":", -1);
        if (ids.length != 2) {
            throw new ArtefactException("a Maven artefact is called group:artifact, not " + coordinates.name());
        }
        return of(ids[0], ids[1], coordinates.version());
    }

    public Coordinates coordinates(String classifier, String extension) {
        TreeMap<String, String> qualifiers = new TreeMap<>();
        qualifiers.put("classifier", classifier);
        qualifiers.put("extension", extension);
        return new Coordinates(Format.MAVEN, group + ":" + artifact, version, qualifiers);
    }

    boolean isSnapshot() {
        return version.endsWith("-SNAPSHOT");
    }

    /** {@code org/acme/core}: where the metadata of all its versions are. */
    String artifactPath() {
        return group.replace('.', '/') + "/" + artifact;
    }

    /** {@code org/acme/core/1.0}. */
    String versionPath() {
        return artifactPath() + "/" + version;
    }

    /** @param fileVersion the version, or a snapshot's timestamp and build number in its place */
    String file(String fileVersion, Coordinates coordinates) {
        String classifier = coordinates.qualifier("classifier");
        return versionPath() + "/" + artifact + "-" + fileVersion + (classifier.isEmpty() ? "" : "-" + classifier) + "."
                + extension(coordinates);
    }

    static String extension(Coordinates coordinates) {
        String extension = coordinates.qualifier("extension");
        return extension.isEmpty() ? "jar" : extension;
    }
}
