package io.calvinverse.logs.ship.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.function.Supplier;

/** A look into Elasticsearch, for people who test their settings. */
public final class IndexLook {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ElasticSettings settings;
    private final HttpClient client;
    private final Supplier<String> authorization;

    /**
     * @param authorization value of the header {@code Authorization}; null for none
     */
    public IndexLook(ElasticSettings settings, HttpClient client, Supplier<String> authorization) {
        this.settings = settings;
        this.client = client;
        this.authorization = authorization;
    }

    /**
     * The server's version; empty when it does not tell.
     *
     * @throws IOException when it cannot be reached, or is too old; the message says what to do
     */
    public String version() throws IOException, InterruptedException {
        HttpResponse<String> answer = get("");
        if (answer.statusCode() != 200) {
            return "";
        }
        JsonNode version = MAPPER.readTree(answer.body()).path("version");
        String number = version.path("number").asText();
        boolean open = "opensearch".equals(version.path("distribution").asText());
        if (!open && number.matches("[1-6]\\..*")) {
            throw new IOException("Elasticsearch " + number + " at " + server() + HttpFaults.TOO_OLD);
        }
        return number;
    }

    /** Whether a document is there, for a build that began at a time. */
    public boolean has(String id, Instant began) throws IOException, InterruptedException {
        return get(index(began) + "/_doc/" + id).statusCode() == 200;
    }

    public String index(Instant began) {
        return settings.index(began);
    }

    private URI server() {
        return settings.servers().get(0);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(HttpFaults.below(server(), path))
                    .timeout(settings.patience())
                    .GET();
            String credential = authorization == null ? null : authorization.get();
            if (credential != null) {
                request.header("Authorization", credential);
            }
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | RuntimeException e) {
            throw new IOException(HttpFaults.explain(e, server()), e);
        }
    }
}
