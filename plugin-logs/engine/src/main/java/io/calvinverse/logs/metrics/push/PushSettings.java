package io.calvinverse.logs.metrics.push;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Where points go: InfluxDB 1.x, or a Telegraf with {@code inputs.influxdb_listener}.
 *
 * @param server its base address; {@code /write} is appended
 * @param database which the server must have; Telegraf may ignore it
 * @param retention policy within the database; empty for its default one
 * @param patience with one request
 * @param most bytes that wait on disk while the server cannot be reached
 */
public record PushSettings(URI server, String database, String retention, Duration patience, long most) {

    public PushSettings {
        if (server.getHost() == null || !("http".equals(server.getScheme()) || "https".equals(server.getScheme()))) {
            throw new IllegalArgumentException(
                    "'" + server + "' is no address of InfluxDB or Telegraf; give it as http://host:8086");
        }
        if (server.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "the address of InfluxDB has a user in it, which would appear in messages; choose a credential"
                            + " instead");
        }
        if (database.isBlank()) {
            throw new IllegalArgumentException("no database is given for the metrics; name one, for instance services");
        }
        if (most < Segment.LARGEST) {
            throw new IllegalArgumentException(
                    "the buffer of metrics is too small with " + most + " bytes; give it at least " + Segment.LARGEST);
        }
    }

    /** InfluxDB 1.x, "write HTTP endpoint". */
    URI write() {
        String base = server.toString();
        String slash = base.endsWith("/") ? "" : "/";
        String policy = retention.isBlank() ? "" : "&rp=" + encode(retention);
        return URI.create(base + slash + "write?precision=ns&db=" + encode(database) + policy);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
