package io.calvinverse.artefacts.maven;

import io.calvinverse.artefacts.artefact.ArtefactException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** What one file is called in Maven's terms. */
record MavenFile(Gav gav, String classifier, String extension) {

    private static final List<String> DOUBLE = List.of(".tar.gz", ".tar.bz2", ".tar.xz");

    /** @param alone whether it is the only file, so that its name may say nothing */
    static MavenFile read(Path file, MavenNaming naming, boolean alone) throws IOException {
        String name = String.valueOf(file.getFileName());
        boolean isPom = name.equals("pom.xml") || name.endsWith(".pom");
        Pom inside = isPom ? Pom.read(file) : naming.pom() != null ? Pom.read(naming.pom()) : inside(file);
        Gav gav = Gav.of(
                agreed("groupId", naming.group(), inside.group(), file),
                agreed("artifactId", naming.artifact(), inside.artifact(), file),
                agreed("version", naming.version(), inside.version(), file));
        if (isPom) {
            return new MavenFile(gav, "", "pom");
        }
        String prefix = gav.artifact() + "-" + gav.version();
        String rest = name.startsWith(prefix) ? name.substring(prefix.length()) : null;
        if (rest == null || !rest.startsWith(".") && !rest.startsWith("-")) {
            if (!alone) {
                throw new ArtefactException(file + " is not called " + prefix
                        + "[-classifier].extension, so what it is to " + gav.group() + ":" + prefix.replace('-', ':')
                        + " is not known; rename it, or publish it alone");
            }
            return new MavenFile(gav, "", extension(name));
        }
        String extension = extension(rest);
        String classifier = rest.substring(0, rest.length() - extension.length() - 1);
        return new MavenFile(gav, classifier.isEmpty() ? "" : classifier.substring(1), extension);
    }

    boolean isPom() {
        return classifier.isEmpty() && extension.equals("pom");
    }

    private static String extension(String name) throws ArtefactException {
        for (String each : DOUBLE) {
            if (name.endsWith(each)) {
                return each.substring(1);
            }
        }
        int dot = name.lastIndexOf('.');
        if (dot < 0 || dot == name.length() - 1) {
            throw new ArtefactException(name + " has no extension, which a Maven artefact needs");
        }
        return name.substring(dot + 1);
    }

    private static String agreed(String what, String given, String read, Path file) throws ArtefactException {
        if (!given.isEmpty() && !read.isEmpty() && !given.equals(read) && !read.contains("${")) {
            throw new ArtefactException(
                    what + " is given as '" + given + "', but " + file + " or its pom says '" + read + "'");
        }
        return given.isEmpty() ? read : given;
    }

    /** What Maven's archiver writes into a jar: {@code META-INF/maven/<group>/<artifact>/pom.properties}. */
    private static Pom inside(Path file) throws IOException {
        Pom none = new Pom("", "", "");
        if (!file.toString().matches(".*\\.([jw]ar|ear|hpi|zip)")) {
            return none;
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<? extends ZipEntry> entries = zip.stream()
                    .filter(entry -> entry.getName().matches("META-INF/maven/[^/]+/[^/]+/pom\\.properties"))
                    .toList();
            if (entries.size() != 1) {
                return none;
            }
            Properties properties = new Properties();
            try (InputStream stream = zip.getInputStream(entries.get(0))) {
                properties.load(stream);
            }
            return new Pom(
                    properties.getProperty("groupId", ""),
                    properties.getProperty("artifactId", ""),
                    properties.getProperty("version", ""));
        } catch (ZipException e) {
            throw new ArtefactException(file + " is no valid archive: " + e.getMessage(), e);
        }
    }
}
