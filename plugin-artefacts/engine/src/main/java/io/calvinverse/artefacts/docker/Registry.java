package io.calvinverse.artefacts.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calvinverse.artefacts.repository.RepositoryException;
import io.calvinverse.artefacts.repository.RepositoryException.Kind;
import io.calvinverse.artefacts.transport.Address;
import io.calvinverse.artefacts.transport.Answer;
import io.calvinverse.artefacts.transport.Call;
import io.calvinverse.artefacts.transport.Refusals;
import io.calvinverse.artefacts.transport.Transport;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A registry's API v2 below an address: at a port of its own ({@code https://host:5000}), or below a path, as Nexus has it
 * ({@code https://host/repository/docker}). Authenticates by the transport's credential, or by tokens got with it. Thread-safe.
 */
final class Registry {

    private static final JsonMapper JSON = new JsonMapper();

    private final Address address;
    private final Transport transport;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    Registry(Address address, Transport transport) {
        this.address = address;
        this.transport = transport;
    }

    Transport transport() {
        return transport;
    }

    URI at(String image, String rest) {
        return address.at("v2/" + image + "/" + rest);
    }

    URI at(String image, String rest, String query) {
        return address.at("v2/" + image + "/" + rest, query);
    }

    /** For requests that may be repeated as they are. */
    Answer send(String image, Call call) throws IOException, InterruptedException {
        return send(transport, image, call);
    }

    /** Once, unless it is refused for want of a token. */
    Answer sendOnce(String image, Call call) throws IOException, InterruptedException {
        return send(transport.once(), image, call);
    }

    private Answer send(Transport through, String image, Call call) throws IOException, InterruptedException {
        if (!isOurs(call.uri())) {
            return through.send(call.withoutCredential());
        }
        String token = tokens.get(image);
        Answer answer = through.send(token == null ? call : call.header("Authorization", "Bearer " + token));
        Optional<Challenge> challenge = Challenge.of(answer);
        if (challenge.isEmpty()) {
            return answer;
        }
        String fresh = token(challenge.get(), image);
        tokens.put(image, fresh);
        return through.send(call.header("Authorization", "Bearer " + fresh));
    }

    private String token(Challenge challenge, String image) throws IOException, InterruptedException {
        URI uri;
        try {
            uri = challenge.tokenAddress();
        } catch (IllegalArgumentException e) {
            throw new RepositoryException(
                    Kind.REFUSED, address + " wants a token of '" + challenge.realm() + "', which is no URL", e);
        }
        boolean encrypted = "https".equals(uri.getScheme());
        if (!encrypted
                && !("http".equals(uri.getScheme())
                        && "http".equals(address.base().getScheme()))) {
            throw new RepositoryException(
                    Kind.REFUSED,
                    address + " wants a token of " + challenge.realm()
                            + ", to which no credential is sent since it is not encrypted; correct the registry's realm");
        }
        Answer answer = transport.send(Call.get(uri));
        if (!answer.ok()) {
            throw Refusals.of(
                    "token for " + image + " of " + address + " from " + challenge.realm(), answer, transport);
        }
        JsonNode json = JSON.readTree(answer.body());
        String token = json.path("token").asText(json.path("access_token").asText());
        if (token.isEmpty()) {
            throw new RepositoryException(
                    Kind.REFUSED, challenge.realm() + " gave no token for " + image + " of " + address);
        }
        return token;
    }

    private boolean isOurs(URI uri) {
        return uri.getRawAuthority().equals(address.base().getRawAuthority())
                && uri.getScheme().equals(address.base().getScheme());
    }

    /**
     * Where an upload goes on. A registry behind a proxy may name itself by another scheme or port, and Nexus, reached below a path,
     * without that path; another host is taken as it is, and gets no credential.
     */
    URI location(Answer answer, String what) throws RepositoryException {
        URI given = answer.location()
                .orElseThrow(() -> new RepositoryException(
                        Kind.REFUSED,
                        what + ": " + address + " answered " + answer.status()
                                + " without saying where the upload goes on; is it a registry?"));
        URI base = address.base();
        if (!base.getHost().equalsIgnoreCase(given.getHost())) {
            return given;
        }
        String path = given.getRawPath();
        if (!path.startsWith(base.getRawPath()) && path.startsWith("/v2/")) {
            path = base.getRawPath() + path.substring(1);
        }
        String query = given.getRawQuery() == null ? "" : "?" + given.getRawQuery();
        return URI.create(base.getScheme() + "://" + base.getRawAuthority() + path + query);
    }
}
