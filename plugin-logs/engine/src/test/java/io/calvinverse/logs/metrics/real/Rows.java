package io.calvinverse.logs.metrics.real;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.calvinverse.parts.InfluxPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers of InfluxDB: a map of column to text for each row, with the tags of its series. */
final class Rows {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Rows() {}

    static List<Map<String, String>> of(InfluxPart influx, String database, String query) {
        String answer = influx.query(database, query);
        try {
            List<Map<String, String>> rows = new ArrayList<>();
            JsonNode root = JSON.readTree(answer);
            for (JsonNode result : root.path("results")) {
                if (result.has("error")) {
                    throw new IllegalStateException(
                            query + ": " + result.get("error").asText());
                }
                result.path("series").forEach(series -> read(series, rows));
            }
            if (root.has("error")) {
                throw new IllegalStateException(query + ": " + root.get("error").asText());
            }
            return rows;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(query + " was answered with " + answer, e);
        }
    }

    private static void read(JsonNode series, List<Map<String, String>> rows) {
        for (JsonNode values : series.path("values")) {
            Map<String, String> row = new LinkedHashMap<>();
            series.path("tags")
                    .properties()
                    .forEach(tag -> row.put(tag.getKey(), tag.getValue().asText()));
            for (int i = 0; i < values.size(); i++) {
                row.put(
                        series.path("columns").get(i).asText(),
                        values.get(i).isNull() ? null : values.get(i).asText());
            }
            rows.add(row);
        }
    }

    static void createDatabase(InfluxPart influx, String database) {
        of(influx, "", "CREATE DATABASE " + database);
    }
}
