package io.calvinverse.artefacts.docker;

import io.calvinverse.artefacts.artefact.ArtefactException;
import io.calvinverse.artefacts.tar.TarEntry;
import io.calvinverse.artefacts.tar.TarReader;
import io.calvinverse.artefacts.transport.Body;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The files an image consists of on disk: in a tar, or in a directory. A tar is not unpacked. */
final class ImageFiles {

    private static final int MOST_OF_A_DOCUMENT = 8 * 1024 * 1024;
    private static final int MOST_LINKS = 8;

    private final Map<String, Slice> files;

    private ImageFiles(Map<String, Slice> files) {
        this.files = files;
    }

    /** @throws ArtefactException if it is no tar; says why */
    static ImageFiles ofTar(Path tar) throws IOException {
        Map<String, Slice> files = new HashMap<>();
        Map<String, String> links = new HashMap<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(tar))) {
            refuseCompressed(in);
            TarReader entries = new TarReader(in, Files.size(tar));
            for (TarEntry entry = entries.next(); entry != null; entry = entries.next()) {
                if (entry.isFile()) {
                    files.put(entry.name(), new Slice(tar, entry.offset(), entry.size()));
                } else if (entry.kind() == TarEntry.Kind.LINK) {
                    links.put(entry.name(), entry.link());
                }
            }
        }
        links.keySet().forEach(name -> {
            Slice target = follow(name, links, files);
            if (target != null) {
                files.put(name, target);
            }
        });
        return new ImageFiles(files);
    }

    private static void refuseCompressed(InputStream in) throws IOException {
        in.mark(4);
        byte[] magic = in.readNBytes(4);
        in.reset();
        if (magic.length > 1 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b) {
            throw new ArtefactException("it is compressed by gzip; gunzip it, its layers are compressed already");
        }
        if (magic.length == 0) {
            throw new ArtefactException("it is empty");
        }
    }

    /** Docker's older archives link a layer that occurs twice: {@code ../<other>/layer.tar}. */
    private static Slice follow(String name, Map<String, String> links, Map<String, Slice> files) {
        String at = name;
        for (int hops = 0; hops < MOST_LINKS && links.containsKey(at); hops++) {
            at = resolve(at, links.get(at));
        }
        return files.get(at);
    }

    private static String resolve(String from, String link) {
        Deque<String> path = new ArrayDeque<>(List.of(from.split("/")));
        path.removeLast();
        for (String each : link.split("/")) {
            if (each.equals("..")) {
                path.pollLast();
            } else if (!each.equals(".")) {
                path.addLast(each);
            }
        }
        return String.join("/", path);
    }

    static ImageFiles ofDirectory(Path directory) throws IOException {
        Map<String, Slice> files = new HashMap<>();
        try (var walk = Files.walk(directory)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                String path = directory.relativize(file).toString().replace('\\', '/');
                files.put(path, new Slice(file, 0, Files.size(file)));
            }
        }
        return new ImageFiles(files);
    }

    boolean has(String path) {
        return files.containsKey(path);
    }

    /** A small one, read whole. */
    byte[] read(String path) throws IOException {
        Slice slice = slice(path);
        if (slice.length() > MOST_OF_A_DOCUMENT) {
            throw new ArtefactException(path + " in it has " + slice.length() + " bytes; no manifest is that large");
        }
        try (InputStream in = slice.open()) {
            return in.readAllBytes();
        }
    }

    Body body(String path) throws ArtefactException {
        return slice(path);
    }

    private Slice slice(String path) throws ArtefactException {
        Slice slice = files.get(path);
        if (slice == null) {
            throw new ArtefactException("it has no " + path + ", which its manifest speaks of; was all of it saved?");
        }
        return slice;
    }
}
