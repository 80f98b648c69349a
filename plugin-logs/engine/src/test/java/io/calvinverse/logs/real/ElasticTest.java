package io.calvinverse.logs.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.calvinverse.logs.ship.ShipLimits;
import io.calvinverse.logs.ship.elastic.BulkTarget;
import io.calvinverse.logs.ship.elastic.ElasticSettings;
import io.calvinverse.logs.simulation.SampleLog;
import io.calvinverse.parts.ElasticPart;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real Elasticsearch that is killed, takes only small requests, and refuses some fields. */
class ElasticTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String INDEX = "logs-builds-2027.01.15";

    private static ElasticPart elastic;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        elastic = ElasticPart.start("http.max_content_length: 100kb");
    }

    @AfterAll
    static void stop() {
        if (elastic != null) {
            elastic.close();
        }
    }

    private static BulkTarget target(URI... servers) {
        ElasticSettings settings =
                new ElasticSettings(List.of(servers), "logs-builds-%{uuuu.MM.dd}", Duration.ofSeconds(10));
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        return new BulkTarget("elastic", settings, client, null, Rig.retry());
    }

    @Test
    void everyLineArrivesOnceThoughItIsKilledAndTakesOnlySmallRequests() throws Exception {
        Writers writers = new Writers(directory.resolve("jobs"), 3);
        ShipLimits large = new ShipLimits(512 << 10, 5_000, 4 << 20, 8, 100);
        URI nowhere = URI.create("http://127.0.0.1:1");
        try (Rig rig = new Rig(directory.resolve("spool"), target(nowhere, elastic.address()), large)) {
            writers.follow(rig.spool);
            writers.print(2_000);
            Thread.sleep(1_000);
            elastic.server().kill();
            writers.print(1_000);
            elastic.server().restart();
            writers.end(rig.spool);
            writers.delete();
            rig.drained(PATIENCE);
            assertEquals(0, rig.shipper.status().refused());
        }
        Arrivals arrivals = all();
        List<String> faults = writers.faults(arrivals);
        // Requests overtake one another: sequence numbers tell the order, and it is right.
        assertEquals(
                List.of(),
                faults.stream().filter(fault -> !fault.startsWith("after line")).toList());
        assertEquals(writers.lines(), arrivals.count());
        assertEquals(0, arrivals.repeated());
    }

    @Test
    void aLineWhoseFieldsAreRefusedArrivesBare() throws Exception {
        elastic.call(
                "PUT", "/logs-bare-1970.01.01", "{\"mappings\": {\"properties\": {\"branch\": {\"type\": \"long\"}}}}");
        ElasticSettings settings = new ElasticSettings(List.of(elastic.address()), "logs-bare-1970.01.01", PATIENCE);
        BulkTarget target = new BulkTarget("elastic", settings, HttpClient.newHttpClient(), null, Rig.retry());
        SampleLog log = new SampleLog(directory.resolve("build"), false);
        log.open();
        log.print("", "only text\n");
        log.flush();
        try (Rig rig = new Rig(directory.resolve("spool"), target)) {
            String key =
                    rig.spool.follow(Writers.facts("bare#1", log.log(), false)).key();
            rig.spool.ended(key);
            rig.drained(PATIENCE);
            assertEquals(0, rig.shipper.status().refused());
        }
        elastic.call("POST", "/logs-bare-1970.01.01/_refresh", "");
        String found = elastic.call("GET", "/logs-bare-1970.01.01/_search", "{}");
        assertTrue(found.contains("only text") && found.contains("fields_refused"), found);
    }

    private static Arrivals all() throws Exception {
        elastic.call("POST", "/" + INDEX + "/_refresh", "");
        elastic.call("PUT", "/" + INDEX + "/_settings", "{\"index\": {\"max_result_window\": 100000}}");
        String answer = elastic.call(
                "GET",
                "/" + INDEX + "/_search?filter_path=hits.hits._id,hits.hits._source",
                "{\"size\": 50000, \"sort\": [\"sequence\"]}");
        Arrivals arrivals = new Arrivals();
        for (JsonNode hit : new ObjectMapper().readTree(answer).path("hits").path("hits")) {
            assertEquals(
                    hit.path("_id").asText(),
                    hit.path("_source").path("line_id").asText());
            arrivals.record(hit.path("_source"));
        }
        return arrivals;
    }
}
