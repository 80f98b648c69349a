package io.calvinverse.artefacts.nuget;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calvinverse.artefacts.artefact.Coordinates;
import io.calvinverse.artefacts.transport.Address;
import io.calvinverse.artefacts.transport.Answer;
import io.calvinverse.artefacts.transport.Call;
import io.calvinverse.artefacts.transport.Refusals;
import io.calvinverse.artefacts.transport.Transport;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;

/**
 * Where a repository takes and gives packages: what its service index says (NuGet API v3, "Service index"), or the paths of v2 if it has
 * none.
 *
 * @param push where a package is put
 * @param content below it packages lie as {@code id/version/id.version.nupkg}; {@code null} in v2
 */
record Feed(Address address, URI push, Address content) {

    private static final JsonMapper JSON = new JsonMapper();

    static Feed of(String repository, Address address, Transport transport) throws IOException, InterruptedException {
        Answer answer = transport.send(Call.get(address.at("index.json")));
        if (answer.status() == 401 || answer.status() == 403 || answer.status() >= 408) {
            throw Refusals.of("service index of " + repository + " at " + address, answer, transport);
        }
        JsonNode index = answer.ok() ? parse(answer) : JSON.createObjectNode();
        String push = resource(index, "PackagePublish/2.0.0");
        String content = resource(index, "PackageBaseAddress/3.0.0");
        if (push.isEmpty() || content.isEmpty()) {
            // As NuGet's own client: a path is taken as it is, a host alone gets the usual path.
            boolean host = address.base().getRawPath().equals("/");
            return new Feed(address, host ? address.at("api/v2/package") : address.base(), null);
        }
        return new Feed(address, own(address, push), new Address(own(address, content)));
    }

    private static JsonNode parse(Answer answer) throws IOException {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            // A page of something that knows no v3.
            return JSON.createObjectNode();
        }
    }

    private static String resource(JsonNode index, String type) {
        for (JsonNode each : index.path("resources")) {
            if (each.path("@type").asText().equals(type)) {
                return each.path("@id").asText();
            }
        }
        return "";
    }

    /** Of the same server, at the address it is reached by: it may name itself wrongly behind a proxy. */
    private static URI own(Address address, String given) {
        return address.below(given).orElseGet(() -> URI.create(given));
    }

    URI file(Coordinates coordinates) {
        String id = coordinates.name().toLowerCase(Locale.ROOT);
        String version = coordinates.version().toLowerCase(Locale.ROOT);
        return content == null
                ? address.at("package/" + coordinates.name() + "/" + coordinates.version())
                : content.at(id + "/" + version + "/" + id + "." + version + ".nupkg");
    }
}
