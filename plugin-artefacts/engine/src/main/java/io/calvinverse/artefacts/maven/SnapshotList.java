package io.calvinverse.artefacts.maven;

import io.calvinverse.artefacts.artefact.Coordinates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/**
 * {@code maven-metadata.xml} of a snapshot: which file is the newest of each classifier and extension.
 *
 * @param build the last build number; 0 if there was none
 * @param newest {@code classifier@extension} to version, for instance {@code 1.0-20260102.030405-6}
 * @param timestamp {@code yyyyMMdd.HHmmss} in UTC, of the last build
 */
record SnapshotList(int build, String timestamp, Map<String, String> newest) {

    static final SnapshotList EMPTY = new SnapshotList(0, "", Map.of());

    static SnapshotList parse(byte[] bytes) throws IOException {
        Element metadata = Xml.parse(bytes);
        Map<String, String> newest = new TreeMap<>();
        for (Element versioning : Xml.children(metadata, "versioning")) {
            for (Element list : Xml.children(versioning, "snapshotVersions")) {
                for (Element each : Xml.children(list, "snapshotVersion")) {
                    newest.put(
                            Xml.text(each, "classifier") + "@" + Xml.text(each, "extension"), Xml.text(each, "value"));
                }
            }
        }
        String number = Xml.text(metadata, "versioning", "snapshot", "buildNumber");
        return new SnapshotList(
                number.matches("\\d{1,9}") ? Integer.parseInt(number) : 0,
                Xml.text(metadata, "versioning", "snapshot", "timestamp"),
                newest);
    }

    static String key(Coordinates coordinates) {
        return coordinates.qualifier("classifier") + "@" + Gav.extension(coordinates);
    }

    /** Empty if there is none. */
    String version(Coordinates coordinates) {
        return newest.getOrDefault(key(coordinates), "");
    }

    /** With those files as the newest of their kind. */
    SnapshotList with(int number, String time, Map<String, String> files) {
        Map<String, String> more = new TreeMap<>(newest);
        more.putAll(files);
        return new SnapshotList(number, time, more);
    }

    boolean lists(Map<String, String> files) {
        return newest.entrySet().containsAll(files.entrySet());
    }

    /** @param now {@code yyyyMMddHHmmss} in UTC */
    byte[] print(Gav gav, String now) {
        String list = newest.entrySet().stream()
                .map(each -> entry(each.getKey().split("@", 2), each.getValue(), now))
                .collect(Collectors.joining());
        return ("""
                <?xml version="1.0" encoding="UTF-8"?>
                <metadata modelVersion="1.1.0">
                  %s
                  %s
                  %s
                  <versioning>
                    <snapshot>
                      %s
                      <buildNumber>%d</buildNumber>
                    </snapshot>
                    %s
                    <snapshotVersions>
                %s    </snapshotVersions>
                  </versioning>
                </metadata>
                """.formatted(
                                Xml.element("groupId", gav.group()),
                                Xml.element("artifactId", gav.artifact()),
                                Xml.element("version", gav.version()),
                                Xml.element("timestamp", timestamp),
                                build,
                                Xml.element("lastUpdated", now),
                                list))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String entry(String[] kind, String value, String now) {
        String classifier = kind[0].isEmpty() ? "" : Xml.element("classifier", kind[0]);
        return "      <snapshotVersion>" + classifier + Xml.element("extension", kind[1]) + Xml.element("value", value)
                + Xml.element("updated", now) + "</snapshotVersion>\n";
    }
}
