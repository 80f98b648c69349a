package io.calvinverse.provisioner.provider.qemu;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.calvinverse.provisioner.firstboot.FirstBoot;
import io.calvinverse.provisioner.firstboot.Guest;
import io.calvinverse.provisioner.provider.ProviderException;
import io.calvinverse.provisioner.provider.ProviderException.Kind;
import java.util.regex.Pattern;

/**
 * What an image says of itself in the JSON file beside its disk.
 *
 * @param disk path of the disk at the host
 * @param name short name, becomes part of host names
 * @param version three numbers
 * @param kernel path of a kernel to start directly, null where the disk has a boot loader
 * @param initrd path of its initial RAM disk, null where it has none
 * @param append its command line
 */
record Image(String disk, String name, String version, Guest guest, String kernel, String initrd, String append) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /** Whether an image can have that name: never a path. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * Reads it.
     *
     * @param attempt what it is for, begins the message
     * @throws ProviderException of kind REFUSED where this plugin cannot use it
     */
    static Image of(String attempt, String directory, String file, String description) throws ProviderException {
        String what = attempt + ": image " + file;
        JsonNode node;
        try {
            node = JSON.readTree(description);
        } catch (JsonProcessingException e) {
            throw new ProviderException(
                    Kind.REFUSED, what + ": " + file + ".json is no JSON; build the image again", e);
        }
        int contract = node.path("contract").asInt();
        if (contract != FirstBoot.CONTRACT) {
            throw new ProviderException(
                    Kind.REFUSED,
                    what + " follows version " + contract + " of the image contract, and this plugin version "
                            + FirstBoot.CONTRACT + "; take an image or a plugin that fits");
        }
        Guest guest = Guest.named(node.path("os").asText())
                .orElseThrow(() -> new ProviderException(
                        Kind.REFUSED,
                        what + " is of the system '" + node.path("os").asText() + "'; there are linux and windows"));
        return new Image(
                directory + '/' + file + ".qcow2",
                node.path("name").asText(file),
                node.path("version").asText(""),
                guest,
                beside(directory, what, node.path("kernel")),
                beside(directory, what, node.path("initrd")),
                node.path("append").asText(""));
    }

    private static String beside(String directory, String what, JsonNode file) throws ProviderException {
        if (file.isMissingNode() || file.isNull()) {
            return null;
        }
        if (!isName(file.asText())) {
            throw new ProviderException(
                    Kind.REFUSED, what + " names the file '" + file.asText() + "', which does not lie beside it");
        }
        return directory + '/' + file.asText();
    }
}
