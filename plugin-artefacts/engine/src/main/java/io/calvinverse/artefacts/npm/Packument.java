package io.calvinverse.artefacts.npm;

import com.fasterxml.jackson.databind.JsonNode;
import io.calvinverse.artefacts.artefact.Algorithm;
import io.calvinverse.artefacts.artefact.Digests;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;

/** What a registry lists of one package: its versions and tags. */
record Packument(JsonNode json) {

    boolean lists(String version) {
        return json.path("versions").has(version);
    }

    /** A version, or the one a dist-tag of that name leads to; empty if there is neither. */
    String resolve(String versionOrTag) {
        if (lists(versionOrTag)) {
            return versionOrTag;
        }
        String tagged = json.path("dist-tags").path(versionOrTag).asText();
        return lists(tagged) ? tagged : "";
    }

    String tagged(String tag) {
        return json.path("dist-tags").path(tag).asText();
    }

    /** Where the registry says the file is; empty if it does not. */
    String tarball(String version) {
        return dist(version).path("tarball").asText();
    }

    /**
     * What the publisher said of the file; of no algorithm if nothing.
     *
     * @param size taken for granted, since a registry need not tell it
     */
    Digests digests(String version, long size) {
        Map<Algorithm, String> known = new EnumMap<>(Algorithm.class);
        String shasum = dist(version).path("shasum").asText();
        if (shasum.matches("[0-9a-fA-F]{40}")) {
            known.put(Algorithm.SHA1, shasum.toLowerCase(java.util.Locale.ROOT));
        }
        for (String each : dist(version).path("integrity").asText().split("\\s+")) {
            if (each.matches("sha512-[A-Za-z0-9+/]{86}==")) {
                known.put(
                        Algorithm.SHA512,
                        HexFormat.of().formatHex(Base64.getDecoder().decode(each.substring(7))));
            }
        }
        return new Digests(size, known);
    }

    private JsonNode dist(String version) {
        return json.path("versions").path(version).path("dist");
    }
}
