package io.jenkins.plugins.calvinverse.logs.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A record of the controller's own.
 *
 * @param more members that may take their time to be known; asked by the journal's thread
 */
record Entry(long time, String message, Map<String, Object> members, Supplier<Map<String, String>> more) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** Characters of a text; a line of the journal must stay whole. */
    private static final int LONGEST = 64_000;

    Entry(long time, String message, Map<String, Object> members) {
        this(time, message, members, Map::of);
    }

    byte[] line() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("time", time);
        all.put("message", cut(message));
        members.forEach((name, value) -> all.put(name, value instanceof String text ? cut(text) : value));
        more.get().forEach((name, value) -> all.put(name, cut(value)));
        try {
            return (MAPPER.writeValueAsString(all) + '\n').getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers make JSON", e);
        }
    }

    /** The end of a text tells more than its beginning: causes of exceptions, last words of a console. */
    private static String cut(String text) {
        return text.length() <= LONGEST ? text : "… " + text.substring(text.length() - LONGEST);
    }
}
