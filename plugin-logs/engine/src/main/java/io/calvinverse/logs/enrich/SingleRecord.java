package io.calvinverse.logs.enrich;

import io.calvinverse.logs.spool.BuildFacts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** A batch of one record that belongs to no build. */
public final class SingleRecord {
    private SingleRecord() {}

    /**
     * @param id as {@code line_id}
     * @param time milliseconds since 1970
     * @param fields at the root of the record
     */
    public static Batch of(String id, long time, String message, Map<String, Object> fields) {
        BuildFacts facts = new BuildFacts(id, id, time, "UTF-8", false, "", Map.of(), fields);
        Batch batch = new Batch(id, facts);
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        JsonBytes json = batch.next();
        int from = json.length();
        json.ascii("{\"@timestamp\":\"")
                .ascii(Instant.ofEpochMilli(time).truncatedTo(ChronoUnit.MILLIS).toString())
                .ascii("\",\"line_id\":\"");
        json.escaped(id.getBytes(StandardCharsets.UTF_8), 0, id.length()).ascii("\",\"sequence\":0,\"message\":[\"");
        json.escaped(text, 0, text.length).ascii("\"]").raw(Envelope.json("", facts, null));
        int textFrom = batch.text().length();
        batch.text().raw(text);
        batch.add(new LineRecord(
                id, 0, time, from, json.length(), textFrom, batch.text().length()));
        return batch;
    }
}
