package io.calvinverse.artefacts.maven;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/**
 * {@code maven-metadata.xml} of an artifact: the versions there are.
 *
 * @param release the newest that is no snapshot; empty if there is none
 */
record VersionList(Set<String> versions, String release) {

    static final VersionList EMPTY = new VersionList(Set.of(), "");

    static VersionList parse(byte[] bytes) throws IOException {
        Element metadata = Xml.parse(bytes);
        Set<String> versions = new LinkedHashSet<>();
        for (Element versioning : Xml.children(metadata, "versioning")) {
            for (Element list : Xml.children(versioning, "versions")) {
                Xml.children(list, "version")
                        .forEach(each -> versions.add(each.getTextContent().strip()));
            }
        }
        return new VersionList(versions, Xml.text(metadata, "versioning", "release"));
    }

    boolean lists(Gav gav) {
        return versions.contains(gav.version());
    }

    VersionList with(Gav gav) {
        Set<String> more = new LinkedHashSet<>(versions);
        more.add(gav.version());
        return new VersionList(more, gav.isSnapshot() ? release : gav.version());
    }

    /** @param now {@code yyyyMMddHHmmss} in UTC */
    byte[] print(Gav gav, String now) {
        String list = versions.stream()
                .map(each -> "      " + Xml.element("version", each) + "\n")
                .collect(Collectors.joining());
        return ("""
                <?xml version="1.0" encoding="UTF-8"?>
                <metadata>
                  %s
                  %s
                  <versioning>
                    %s%s
                    <versions>
                %s    </versions>
                    %s
                  </versioning>
                </metadata>
                """.formatted(
                                Xml.element("groupId", gav.group()),
                                Xml.element("artifactId", gav.artifact()),
                                Xml.element("latest", gav.version()),
                                release.isEmpty() ? "" : "\n    " + Xml.element("release", release),
                                list,
                                Xml.element("lastUpdated", now)))
                .getBytes(StandardCharsets.UTF_8);
    }
}
