package io.calvinverse.logs.ship.elastic;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Which Elasticsearch or OpenSearch, and which index.
 *
 * @param servers base addresses, tried in turn
 * @param index name, in which {@code %{uuuu.MM.dd}} stands for the day (UTC) on which the build began: the same for a line
 *     however often it is sent, or it would arrive twice
 * @param patience with a request
 */
public record ElasticSettings(List<URI> servers, String index, Duration patience) {

    public ElasticSettings {
        servers = List.copyOf(servers);
        if (servers.isEmpty()) {
            throw new IllegalArgumentException(
                    "no Elasticsearch address is given; name at least one, as https://host:9200");
        }
        for (URI server : servers) {
            if (server.getHost() == null || !List.of("http", "https").contains(server.getScheme())) {
                throw new IllegalArgumentException(
                        "'" + server + "' is no address of Elasticsearch; give it as https://host:9200");
            }
        }
        name(index, Instant.EPOCH);
    }

    String index(Instant began) {
        return name(index, began);
    }

    private static String name(String pattern, Instant began) {
        int open = pattern.indexOf("%{");
        int close = pattern.indexOf('}', open + 1);
        String name = pattern;
        if (open >= 0 && close > open) {
            String day = DateTimeFormatter.ofPattern(pattern.substring(open + 2, close))
                    .withZone(ZoneOffset.UTC)
                    .format(began);
            name = pattern.substring(0, open) + day + pattern.substring(close + 1);
        }
        if (!name.matches("[a-z0-9.][a-z0-9._+-]{0,254}")) {
            throw new IllegalArgumentException(
                    "'" + pattern
                            + "' makes no index name: lower-case letters, digits, '.', '-' and '_' are allowed, as in logs-builds-%{uuuu.MM.dd}");
        }
        return name;
    }
}
