package io.calvinverse.logs.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.calvinverse.logs.ship.elastic.BulkTarget;
import io.calvinverse.logs.ship.elastic.ElasticSettings;
import io.calvinverse.parts.ElasticPart;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The templates we hand out, in a real Elasticsearch, with records as they are shipped. */
class IndexTemplateTest {
    private static final Path FILES = Path.of("../observability");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LINES = 40;

    private static ElasticPart elastic;
    private static Path shipped;

    @BeforeAll
    static void ship(@TempDir Path directory) throws Exception {
        elastic = ElasticPart.start();
        shipped = directory;
        JsonNode answer = call(
                "PUT",
                "/_index_template/logs-builds",
                Files.readString(FILES.resolve("elasticsearch/logs-builds.json")));
        assertTrue(answer.path("acknowledged").asBoolean(), answer.toString());
        ship("logs-builds-%{uuuu.MM.dd}");
    }

    @AfterAll
    static void stop() {
        if (elastic != null) {
            elastic.close();
        }
    }

    private static void ship(String index) throws Exception {
        ElasticSettings settings = new ElasticSettings(List.of(elastic.address()), index, Duration.ofMinutes(1));
        BulkTarget target = new BulkTarget("elastic", settings, HttpClient.newHttpClient(), null, Rig.retry());
        Path place = Files.createTempDirectory(shipped, "rig");
        Writers writers = new Writers(place.resolve("jobs"), 2);
        try (Rig rig = new Rig(place.resolve("spool"), target)) {
            writers.follow(rig.spool);
            writers.print(LINES);
            writers.end(rig.spool);
            rig.drained(Duration.ofMinutes(2));
            assertEquals(0, rig.shipper.status().refused());
        }
        call("POST", "/logs-*/_refresh", "");
    }

    private static JsonNode call(String method, String path, String json) throws Exception {
        return JSON.readTree(elastic.call(method, path, json));
    }

    private static int found(String index, String query) throws Exception {
        return call("GET", '/' + index + "/_search", query)
                .path("hits")
                .path("total")
                .path("value")
                .asInt();
    }

    @Test
    void recordsAreFoundByTheirFields() throws Exception {
        String index = "logs-builds-*";
        assertEquals(2 * LINES, found(index, "{\"query\": {\"term\": {\"data.fullProjectName\": \"team/sample\"}}}"));
        assertEquals(LINES, found(index, "{\"query\": {\"term\": {\"data.id\": \"sample#1\"}}}"));
        assertEquals(2 * LINES, found(index, "{\"query\": {\"term\": {\"branch\": \"main\"}}}"));
        assertEquals(2 * LINES, found(index, "{\"query\": {\"match\": {\"message\": \"COMPILING\"}}}"));
        assertEquals(2 * LINES, found(index, "{\"query\": {\"range\": {\"@timestamp\": {\"gte\": \"now-1d\"}}}}"));
        JsonNode lines = call(
                "GET",
                '/' + index + "/_search",
                "{\"sort\": [\"sequence\"], \"size\": 3, \"query\": {\"term\": {\"data.id\": \"sample#1\"}}}");
        assertEquals(
                2,
                lines.path("hits")
                        .path("hits")
                        .path(2)
                        .path("_source")
                        .path("sequence")
                        .asInt());
    }

    /** What the template does not name is found as a whole word, and no text is made twice. */
    @Test
    void furtherFieldsAreKeywords() throws Exception {
        JsonNode mapping = call("GET", "/logs-builds-*/_mapping", "").iterator().next();
        JsonNode fields = mapping.path("mappings").path("properties");
        assertEquals("keyword", fields.path("branch").path("type").asText());
        assertEquals("keyword", fields.path("node").path("type").asText());
        assertFalse(mapping.toString().contains("\"fields\""), mapping.toString());
    }

    /** Elasticsearch 6 wants the older form and a type; 8 takes the older form without one. */
    @Test
    void theOlderFormSaysTheSame() throws Exception {
        ObjectNode old =
                (ObjectNode) JSON.readTree(Files.readString(FILES.resolve("elasticsearch/logs-builds-6.json")));
        JsonNode mappings = old.path("mappings").path("_doc");
        JsonNode current = JSON.readTree(Files.readString(FILES.resolve("elasticsearch/logs-builds.json")))
                .path("template");
        assertEquals(current.path("mappings"), mappings);
        assertEquals(current.path("settings"), old.path("settings"));
        old.set("mappings", mappings);
        old.putArray("index_patterns").add("logs-older-*");
        JsonNode answer = call("PUT", "/_template/older", old.toString());
        assertTrue(answer.path("acknowledged").asBoolean(), answer.toString());
        ship("logs-older-%{uuuu.MM.dd}");
        assertEquals(2 * LINES, found("logs-older-*", "{\"query\": {\"term\": {\"data.projectName\": \"sample\"}}}"));
    }

    /** Logstash's pipeline takes fields that records have, and makes fields that the template knows. */
    @Test
    void thePipelineOfLogstashFitsRecordsAndTemplate() throws Exception {
        String pipeline = Files.readString(FILES.resolve("logstash/builds.conf"));
        JsonNode record = call("GET", "/logs-builds-*/_search", "{\"size\": 1}")
                .path("hits")
                .path("hits")
                .path(0)
                .path("_source");
        Set<String> read = new HashSet<>();
        Matcher references = Pattern.compile("%\\{(\\[[^}]+|[a-z_]+)}").matcher(pipeline);
        while (references.find()) {
            String path = references.group(1).replace("][", "/").replaceAll("[\\[\\]]", "");
            assertFalse(record.at('/' + path).isMissingNode(), path + " is in no record: " + record);
            read.add(path);
        }
        assertEquals(Set.of("data/projectName", "data/fullProjectName", "data/id", "data/buildHost", "line_id"), read);
        JsonNode known = JSON.readTree(Files.readString(FILES.resolve("elasticsearch/logs-builds.json")))
                .at("/template/mappings/properties");
        Matcher made = Pattern.compile("\"(\\w+)\" => \"").matcher(pipeline);
        int count = 0;
        while (made.find()) {
            assertTrue(known.has(made.group(1)), made.group(1) + " is not in the template");
            count++;
        }
        assertEquals(6, count);
    }
}
