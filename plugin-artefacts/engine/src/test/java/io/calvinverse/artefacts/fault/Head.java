package io.calvinverse.artefacts.fault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** First line and headers of a message. */
record Head(String text) {

    /** {@code null} at the end of the stream. */
    static Head read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < 4) {
            int read = in.read();
            if (read < 0) {
                return null;
            }
            head.write(read);
            matched = read == "\r\n\r\n".charAt(matched) ? matched + 1 : read == '\r' ? 1 : 0;
        }
        return new Head(head.toString(StandardCharsets.ISO_8859_1));
    }

    String line() {
        return text.substring(0, text.indexOf("\r\n"));
    }

    String method() {
        return line().substring(0, line().indexOf(' '));
    }

    /** -1 if it is not told. */
    long length() {
        return Arrays.stream(text.split("\r\n"))
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToLong(line -> Long.parseLong(line.substring(15).strip()))
                .findFirst()
                .orElse(-1);
    }

    /** The same, for one request per connection. */
    byte[] closing() {
        StringBuilder head = new StringBuilder(line()).append("\r\n");
        Arrays.stream(text.split("\r\n"))
                .skip(1)
                .filter(line ->
                        !line.toLowerCase(Locale.ROOT).matches("(connection|keep-alive|upgrade|http2-settings):.*"))
                .forEach(line -> head.append(line).append("\r\n"));
        return head.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
