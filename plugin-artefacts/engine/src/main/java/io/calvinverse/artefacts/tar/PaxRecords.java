package io.calvinverse.artefacts.tar;

import io.calvinverse.artefacts.artefact.ArtefactException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** {@code length key=value} and a line feed, again and again (POSIX.1-2017, pax, "pax Extended Header"). */
final class PaxRecords {
    private PaxRecords() {}

    static Map<String, String> parse(byte[] bytes) throws ArtefactException {
        Map<String, String> records = new HashMap<>();
        for (int at = 0; at < bytes.length; ) {
            int blank = at;
            while (blank < bytes.length && bytes[blank] != ' ') {
                blank++;
            }
            String digits = new String(bytes, at, blank - at, StandardCharsets.US_ASCII);
            int end = digits.matches("\\d{1,8}") ? at + Integer.parseInt(digits) : 0;
            if (end <= blank || end > bytes.length) {
                throw new ArtefactException("it is no valid tar: an extended header is broken");
            }
            String record = new String(bytes, blank + 1, end - blank - 2, StandardCharsets.UTF_8);
            int equals = record.indexOf('=');
            if (equals > 0) {
                records.put(record.substring(0, equals), record.substring(equals + 1));
            }
            at = end;
        }
        return records;
    }
}
