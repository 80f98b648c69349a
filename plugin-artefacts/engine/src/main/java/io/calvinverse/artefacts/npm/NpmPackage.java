package io.calvinverse.artefacts.npm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.calvinverse.artefacts.artefact.ArtefactException;
import io.calvinverse.artefacts.tar.TarEntry;
import io.calvinverse.artefacts.tar.TarReader;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * What {@code npm pack} makes, as its {@code package.json} describes it.
 *
 * @param name with scope
 * @param manifest all of {@code package.json}
 */
record NpmPackage(String name, String version, ObjectNode manifest) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern NAME = Pattern.compile("(@[a-z0-9~][a-z0-9._~-]*/)?[a-zA-Z0-9~-][a-zA-Z0-9._~-]*");
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?");
    private static final int MOST_OF_A_MANIFEST = 4 * 1024 * 1024;

    static NpmPackage of(JsonNode json) throws ArtefactException {
        if (!(json instanceof ObjectNode manifest)) {
            throw new ArtefactException("its package.json is no JSON object");
        }
        String name = manifest.path("name").asText();
        String version = manifest.path("version").asText().strip();
        if (!NAME.matcher(name).matches() || name.length() > 214) {
            throw new ArtefactException("its package.json names it '" + name + "', which is no name npm takes");
        }
        if (!VERSION.matcher(version).matches()) {
            throw new ArtefactException("its package.json gives the version '" + version
                    + "', which is no semantic version such as 1.2.3 or 1.2.3-rc.1");
        }
        if (manifest.path("private").asBoolean()) {
            throw new ArtefactException("its package.json says \"private\": true, so npm publishes it nowhere;"
                    + " take that out if it is meant to be published");
        }
        return new NpmPackage(name, version, manifest);
    }

    /**
     * Reads it to its end, so that one that was cut off is found now.
     *
     * @throws ArtefactException if it is no package; says what is wrong in it
     */
    static NpmPackage read(Path file) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream tar = new BufferedInputStream(new GZIPInputStream(raw, 1 << 16), 1 << 16)) {
            NpmPackage found = null;
            TarReader entries = new TarReader(tar, Long.MAX_VALUE);
            for (TarEntry entry = entries.next(); entry != null; entry = entries.next()) {
                if (found == null && entry.isFile() && entry.name().matches("[^/]+/package\\.json")) {
                    found = of(JSON.readTree(entries.content(MOST_OF_A_MANIFEST)));
                }
            }
            tar.transferTo(java.io.OutputStream.nullOutputStream());
            if (found == null) {
                throw new ArtefactException(
                        "it has no package/package.json; npm pack makes a package, tar alone does not");
            }
            return found;
        } catch (ZipException e) {
            throw new ArtefactException(
                    file + " is no npm package: it is not compressed by gzip (" + e.getMessage() + ")", e);
        } catch (EOFException e) {
            throw new ArtefactException(file + " is no npm package: it is empty or was cut off", e);
        } catch (JsonProcessingException e) {
            throw new ArtefactException(
                    file + " is no npm package: its package.json is no JSON: " + e.getOriginalMessage(), e);
        } catch (ArtefactException e) {
            throw new ArtefactException(file + " is no npm package: " + e.getMessage(), e);
        }
    }

    boolean isPrerelease() {
        return version.replaceFirst("\\+.*", "").contains("-");
    }
}
