package io.calvinverse.logs.ship.elastic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.calvinverse.logs.enrich.LineRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of each document. Statuses per item as the bulk API documents them: 409 for a {@code create} of a document
 * that exists, 429 when the server is busy, other 4xx when it never will be taken.
 *
 * @param refused those that the server will not take as they are
 * @param reason why it refuses the first of them, or why some have to be sent again
 * @param again whether some have to be sent again
 */
record BulkAnswer(List<LineRecord> refused, String reason, boolean again) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Of the answer only this is asked for. */
    static final String FILTER = "errors,items.*.status,items.*.error.type,items.*.error.reason";

    static BulkAnswer read(String body, List<LineRecord> sent) {
        JsonNode answer;
        try {
            answer = MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            return new BulkAnswer(List.of(), "the answer is no JSON; is this Elasticsearch?", true);
        }
        if (!answer.path("errors").isBoolean()) {
            return new BulkAnswer(List.of(), "the answer does not look like that of a bulk request", true);
        }
        if (!answer.path("errors").booleanValue()) {
            return new BulkAnswer(List.of(), "", false);
        }
        JsonNode items = answer.path("items");
        List<LineRecord> refused = new ArrayList<>();
        String reason = "";
        boolean again = items.size() != sent.size();
        for (int i = 0; i < items.size() && !again; i++) {
            JsonNode item = items.get(i).path("create");
            int status = item.path("status").asInt();
            if (status < 300 || status == 409) {
                continue;
            }
            String error = item.path("error").path("type").asText() + ": "
                    + item.path("error").path("reason").asText();
            if (status == 429 || status >= 500 || status == 401 || status == 403 || status == 404) {
                return new BulkAnswer(List.of(), error, true);
            }
            reason = reason.isEmpty() ? error : reason;
            refused.add(sent.get(i));
        }
        return new BulkAnswer(refused, again ? "the answer speaks of other documents" : reason, again);
    }
}
