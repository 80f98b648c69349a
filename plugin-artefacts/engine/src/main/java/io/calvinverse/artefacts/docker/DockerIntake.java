package io.calvinverse.artefacts.docker;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.ArtefactException;
import io.calvinverse.artefacts.artefact.Content;
import io.calvinverse.artefacts.artefact.Coordinates;
import io.calvinverse.artefacts.artefact.Format;
import io.calvinverse.artefacts.plan.FileSearch;
import io.calvinverse.artefacts.plan.Intake;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Images from files of {@code docker save}, OCI archives, and directories in OCI layout (all files of one make one image). Each tag is an
 * artefact; the digest of the image is its qualifier {@code digest}.
 */
public final class DockerIntake implements Intake {

    static final String DIGEST = "digest";

    private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9._/-]*[a-z0-9])?");
    private static final Pattern EMPTY_WORD = Pattern.compile("/[._/-]|[._-]/");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");

    private final String name;
    private final List<String> tags;

    /**
     * @param name without registry, for instance {@code acme/app}; empty for what the file says
     * @param tags none for those the file says
     */
    public DockerIntake(String name, List<String> tags) throws ArtefactException {
        this.name = name.strip();
        this.tags = List.copyOf(tags);
        if (!this.name.isEmpty() && !isName(this.name)) {
            throw new ArtefactException("'" + name + "' is no name of an image; use lower-case words with / between,"
                    + " without registry and tag, such as acme/app");
        }
        for (String tag : tags) {
            if (!TAG.matcher(tag).matches()) {
                throw new ArtefactException("'" + tag + "' is no tag of an image; use letters, digits, and . _ -");
            }
        }
    }

    @Override
    public Format format() {
        return Format.DOCKER;
    }

    @Override
    public List<Artefact> take(List<FileSearch.Found> found) throws IOException {
        Map<String, Artefact> places = new LinkedHashMap<>();
        for (Path file : files(found)) {
            for (Artefact each : artefacts(file)) {
                Coordinates coordinates = each.coordinates();
                Artefact other = places.putIfAbsent(coordinates.name() + ":" + coordinates.version(), each);
                if (other != null && !other.coordinates().equals(coordinates)) {
                    throw new ArtefactException(file + " and " + other.content().file() + " would both be "
                            + coordinates.name() + ":" + coordinates.version() + "; give them different tags");
                }
            }
        }
        return List.copyOf(places.values());
    }

    private static boolean isName(String text) {
        return NAME.matcher(text).matches() && !EMPTY_WORD.matcher(text).find();
    }

    /** Archives, and {@code index.json} for all files of a layout. */
    private static Set<Path> files(List<FileSearch.Found> found) {
        List<Path> layouts = found.stream()
                .map(FileSearch.Found::file)
                .filter(file -> file.endsWith("oci-layout"))
                .map(file -> file.resolveSibling(""))
                .toList();
        Set<Path> files = new TreeSet<>();
        for (FileSearch.Found each : found) {
            layouts.stream()
                    .filter(layout -> each.file().startsWith(layout))
                    .findFirst()
                    .ifPresentOrElse(layout -> files.add(layout.resolve("index.json")), () -> files.add(each.file()));
        }
        return files;
    }

    private List<Artefact> artefacts(Path file) throws IOException {
        SavedImages saved = SavedImages.open(file);
        if (saved.digests().size() > 1 && !(name.isEmpty() && tags.isEmpty())) {
            throw new ArtefactException(
                    file + " holds " + saved.digests().size() + " images, "
                            + saved.digests().stream().map(saved::names).toList()
                            + ", which cannot all get the same name and tags; save them one by one, or leave name and tags out");
        }
        List<Artefact> artefacts = new ArrayList<>();
        for (String digest : saved.digests()) {
            complete(file, saved, digest);
            for (OciName each : names(file, saved.names(digest))) {
                Coordinates coordinates = Coordinates.of(Format.DOCKER, each.image(), each.tag());
                artefacts.add(new Artefact(coordinates.with(DIGEST, digest), Content.of(file, Format.DOCKER)));
            }
        }
        return artefacts;
    }

    private static void complete(Path file, SavedImages saved, String digest) throws IOException {
        try {
            saved.image(digest);
        } catch (ArtefactException e) {
            throw new ArtefactException(file + " is no whole image: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw new java.io.InterruptedIOException("interrupted while reading " + file);
        }
    }

    private List<OciName> names(Path file, List<String> said) throws ArtefactException {
        List<OciName> names = new ArrayList<>();
        for (OciName each : said.stream().map(OciName::parse).toList()) {
            String image = name.isEmpty() ? each.image() : name;
            (tags.isEmpty() ? List.of(each.tag()) : tags).forEach(tag -> names.add(new OciName(image, tag)));
        }
        if (names.isEmpty()) {
            tags.forEach(tag -> names.add(new OciName(name, tag)));
        }
        for (OciName each : names) {
            if (!isName(each.image()) || !TAG.matcher(each.tag()).matches()) {
                throw new ArtefactException(file + " calls its image '" + each.image() + ":" + each.tag()
                        + "'; give a name and tags in the step");
            }
        }
        if (names.isEmpty()) {
            throw new ArtefactException(
                    file + " does not say what its image is called; give name and tags in the step");
        }
        return names.stream().distinct().toList();
    }
}
