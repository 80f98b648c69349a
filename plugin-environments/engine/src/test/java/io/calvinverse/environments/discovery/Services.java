package io.calvinverse.environments.discovery;

import io.calvinverse.parts.ConsulPart;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Services registered at a real Consul, each with a check of its own. */
record Services(ConsulPart consul) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Passing until {@link #fail}. The same id registers anew, its check stays as it is. */
    void register(String id, String service, String tag, int port) throws IOException, InterruptedException {
        put("agent/service/register", """
                {"ID": "%s", "Name": "%s", "Tags": ["%s"], "Address": "10.1.2.3", "Port": %d,
                 "Check": {"CheckID": "ttl-%1$s", "TTL": "1h", "Status": "passing"}}""".formatted(id, service, tag, port));
    }

    void fail(String id, String why) throws IOException, InterruptedException {
        put("agent/check/fail/ttl-" + id + "?note=" + why, "");
    }

    void pass(String id) throws IOException, InterruptedException {
        put("agent/check/pass/ttl-" + id, "");
    }

    void remove(String id) throws IOException, InterruptedException {
        put("agent/service/deregister/" + id, "");
    }

    /** A node without an agent, entered into the catalog by hand. */
    void node(String name, String address) throws IOException, InterruptedException {
        put("catalog/register", "{\"Node\": \"%s\", \"Address\": \"%s\"}".formatted(name, address));
    }

    private void put(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(consul.http() + "/v1/" + path))
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(path + " answered " + response.statusCode() + ": " + response.body());
        }
    }

    /** Requests for instances of services the server has got since it started, those under way not counted. */
    int requests() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(consul.http() + "/v1/agent/metrics?format=prometheus"))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith("consul_api_http_count") && line.contains("v1_health_service"))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
