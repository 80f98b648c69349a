package io.calvinverse.artefacts.artefact;

import java.io.Serial;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was done with one artefact.
 *
 * @param repository name or address, without credentials
 * @param url where it can be fetched
 * @param size bytes
 * @param sha256 hexadecimal, of the published file
 */
public record Receipt(
        Coordinates coordinates, String repository, String url, String file, long size, String sha256, Outcome outcome)
        implements Serializable {
    @Serial
    private static final long serialVersionUID = 1;

    /** Plain values, as pipelines get them. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("format", coordinates.format().symbol());
        map.put("repository", repository);
        map.put("name", coordinates.name());
        map.put("version", coordinates.version());
        coordinates.qualifiers().forEach(map::put);
        map.put("url", url);
        map.put("file", file);
        map.put("size", size);
        map.put("sha256", sha256);
        map.put("outcome", outcome.symbol());
        return map;
    }
}
