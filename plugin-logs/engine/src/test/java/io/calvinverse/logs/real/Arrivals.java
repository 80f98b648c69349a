package io.calvinverse.logs.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Records at the far end, told apart by their ids. Thread-safe. */
public final class Arrivals {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private record Arrival(String build, long sequence, String text) {}

    private final Map<String, Arrival> byId = new HashMap<>();
    private final Map<String, Long> highest = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private long repeated;

    /** One message: an array of records. */
    public void message(byte[] body) throws IOException {
        for (JsonNode each : MAPPER.readTree(body)) {
            record(each);
        }
    }

    /** One record. */
    public synchronized void record(JsonNode each) {
        Arrival arrival = new Arrival(
                each.path("data").path("id").asText(),
                each.path("sequence").asLong(-1),
                each.path("message").path(0).asText());
        Arrival before = byId.putIfAbsent(each.path("line_id").asText(), arrival);
        if (before == null) {
            long last = highest.getOrDefault(arrival.build, -1L);
            if (arrival.sequence != last + 1) {
                faults.add("after line " + last + " of " + arrival.build + " came " + arrival);
            }
            highest.merge(arrival.build, arrival.sequence, Math::max);
        } else {
            repeated++;
            if (!before.equals(arrival)) {
                faults.add("the same id for " + before + " and " + arrival);
            }
        }
    }

    /** Texts of a build's lines, by sequence number. */
    public synchronized List<String> of(String build) {
        TreeMap<Long, String> lines = new TreeMap<>();
        byId.values().stream()
                .filter(arrival -> arrival.build.equals(build))
                .forEach(arrival -> lines.put(arrival.sequence, arrival.text));
        return new ArrayList<>(lines.values());
    }

    /** Lines, each counted once. */
    public synchronized int count() {
        return byId.size();
    }

    /** How many came again. */
    public synchronized long repeated() {
        return repeated;
    }

    /** Wrong order, or an id with two meanings. */
    public synchronized List<String> faults() {
        return List.copyOf(faults.subList(0, Math.min(5, faults.size())));
    }
}
