package io.calvinverse.logs.ship.syslog;

import io.calvinverse.logs.enrich.Batch;
import io.calvinverse.logs.enrich.LineRecord;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A batch as syslog messages (RFC 5424), each behind its length in bytes (octet counting, RFC 6587 3.4.1, RFC 5425 4.3). The
 * structured data carries what tells a repeated line from a new one. Its name ends with the enterprise number that IANA
 * reserves for examples, as this project has none.
 */
final class SyslogFrames {
    private static final int INFORMATIONAL = 6;
    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final String head;
    private final String host;

    SyslogFrames(SyslogSettings settings) {
        head = "<" + (settings.facility() * 8 + INFORMATIONAL) + ">1 ";
        host = " " + settings.hostName() + " jenkins - build [build@32473 id=\"";
    }

    byte[] of(Batch batch) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream(batch.size());
        String job = "\" job=\"" + quoted(batch.facts().name()) + "\"] ";
        for (LineRecord record : batch.records()) {
            byte[] header = (head + Instant.ofEpochMilli(record.time()) + host + record.id() + "\" sequence=\""
                            + record.sequence() + job)
                    .getBytes(StandardCharsets.UTF_8);
            int text = record.textTo() - record.textFrom();
            byte[] length = Integer.toString(header.length + BOM.length + text).getBytes(StandardCharsets.US_ASCII);
            frames.write(length, 0, length.length);
            frames.write(' ');
            frames.write(header, 0, header.length);
            frames.write(BOM, 0, BOM.length);
            frames.write(batch.texts(), record.textFrom(), text);
        }
        return frames.toByteArray();
    }

    /** RFC 5424 6.3.3: these three are escaped, and no other. */
    private static String quoted(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("]", "\\]");
    }
}
