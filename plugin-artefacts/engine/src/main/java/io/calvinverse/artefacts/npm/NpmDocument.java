package io.calvinverse.artefacts.npm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.calvinverse.artefacts.artefact.Algorithm;
import io.calvinverse.artefacts.artefact.Content;
import io.calvinverse.artefacts.artefact.Digests;
import io.calvinverse.artefacts.transport.Address;
import io.calvinverse.artefacts.transport.Body;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What is put to publish a package: what its registry is to list, and the package itself in Base64 as the last member, which so can be
 * streamed (npm's registry API, "publish"; the same members as npm's own client sends).
 */
final class NpmDocument {

    private static final JsonMapper JSON = new JsonMapper();

    private NpmDocument() {}

    /** @param tag empty for the usual one */
    static Body of(NpmPackage read, Content content, String tag, Address registry) throws IOException {
        String file = read.name() + "-" + read.version() + ".tgz";
        Digests digests = content.digests();
        ObjectNode version = read.manifest().deepCopy();
        version.put("name", read.name());
        version.put("version", read.version());
        version.put("_id", read.name() + "@" + read.version());
        version.putObject("dist")
                .put("integrity", "sha512-" + digests.base64(Algorithm.SHA512))
                .put("shasum", digests.hex(Algorithm.SHA1))
                .put("tarball", registry.at(read.name() + "/-/" + file).toString());
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("_id", read.name());
        document.put("name", read.name());
        document.put("description", read.manifest().path("description").asText());
        document.putObject("dist-tags").put(tag.isEmpty() ? usualTag(read) : tag, read.version());
        document.putObject("versions").set(read.version(), version);
        document.putNull("access");
        String frame = text(document);
        String head = frame.substring(0, frame.length() - 1) + ",\"_attachments\":{" + JSON.writeValueAsString(file)
                + ":{\"content_type\":\"application/octet-stream\",\"length\":" + content.size() + ",\"data\":\"";
        return Body.of(List.of(text(head), new Base64Body(Body.of(content)), text("\"}}}")));
    }

    private static String usualTag(NpmPackage read) {
        return read.isPrerelease() ? "next" : "latest";
    }

    private static String text(ObjectNode json) throws JsonProcessingException {
        return JSON.writeValueAsString(json);
    }

    private static Body text(String text) {
        return Body.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
