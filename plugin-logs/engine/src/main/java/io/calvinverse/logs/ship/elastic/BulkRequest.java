package io.calvinverse.logs.ship.elastic;

import io.calvinverse.logs.enrich.Batch;
import io.calvinverse.logs.enrich.JsonBytes;
import io.calvinverse.logs.enrich.LineRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Some records of a batch as the body of {@code POST /_bulk} (newline-delimited JSON). Each line's id is its document's: a
 * {@code create} of one that is there answers 409, and nothing comes twice.
 *
 * @param bare whether documents have only time, id, sequence and text: for those whose fields the index refuses
 */
record BulkRequest(Batch batch, List<LineRecord> records, boolean bare) {

    byte[] body(ElasticSettings settings) {
        JsonBytes body = new JsonBytes(batch.size() + 100 * records.size());
        String index = settings.index(Instant.ofEpochMilli(batch.facts().started()));
        byte[] head = ("{\"create\":{\"_index\":\"" + index + "\",\"_id\":\"").getBytes(StandardCharsets.UTF_8);
        for (LineRecord record : records) {
            body.raw(head).ascii(record.id()).ascii("\"}}\n");
            if (bare) {
                bare(record, body);
            } else {
                body.raw(batch.array(), record.from(), record.to());
            }
            body.ascii("\n");
        }
        return Arrays.copyOf(body.bytes(), body.length());
    }

    private void bare(LineRecord record, JsonBytes body) {
        body.ascii("{\"@timestamp\":")
                .number(record.time())
                .ascii(",\"line_id\":\"")
                .ascii(record.id());
        body.ascii("\",\"sequence\":").number(record.sequence()).ascii(",\"fields_refused\":true,\"message\":[\"");
        body.escaped(batch.texts(), record.textFrom(), record.textTo()).ascii("\"]}");
    }

    BulkRequest of(List<LineRecord> some, boolean withoutFields) {
        return new BulkRequest(batch, some, withoutFields);
    }
}
