package io.calvinverse.provisioner.firstboot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * The medium for images with cloud-init: its data source NoCloud takes a volume {@code cidata} with {@code user-data} and
 * {@code meta-data}. The same files are written below {@code /run/cloud-init}, which is memory. JSON is YAML, so the part
 * after the first line can be read as either.
 */
public final class NoCloud {
    /** The label by which cloud-init finds the volume, in the capitals of ISO 9660. */
    public static final String LABEL = "CIDATA";

    private static final String DIRECTORY = "/run/cloud-init/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private NoCloud() {}

    /**
     * The two files.
     *
     * @param machine unique name: with another one cloud-init knows that it is a new machine
     * @param hostName the name it takes
     */
    public static Tree of(Tree tree, String machine, String hostName) {
        ObjectNode data = JSON.createObjectNode();
        ArrayNode files = data.putArray("write_files");
        tree.files().forEach((path, text) -> {
            ObjectNode file = files.addObject();
            file.put("path", DIRECTORY + path);
            file.put("owner", "root:root");
            file.put("permissions", "0600");
            file.put("encoding", "b64");
            file.put("content", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        });
        ObjectNode meta = JSON.createObjectNode();
        meta.put("instance-id", machine);
        meta.put("local-hostname", hostName);
        return new Tree(Map.of("user-data", "#cloud-config\n" + text(data), "meta-data", text(meta)));
    }

    private static String text(ObjectNode node) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings can be written", e);
        }
    }
}
