package io.calvinverse.artefacts.transport;

import io.calvinverse.artefacts.artefact.Content;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What is sent: of a length known before, opened anew for each try, never in memory as a whole. */
public interface Body {

    /** Bytes. */
    long length();

    InputStream open() throws IOException;

    static Body of(byte[] bytes) {
        return new Body() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }

    /** The file; when it was sent, its digests are known. */
    static Body of(Content content) {
        return new Body() {
            @Override
            public long length() {
                return content.size();
            }

            @Override
            public InputStream open() throws IOException {
                return content.open();
            }
        };
    }

    /** One after the other: frame, file, frame. Each part is opened when the one before has ended. */
    static Body of(List<Body> parts) {
        return new Body() {
            @Override
            public long length() {
                return parts.stream().mapToLong(Body::length).sum();
            }

            @Override
            public InputStream open() throws IOException {
                List<InputStream> streams = new ArrayList<>();
                for (Body part : parts) {
                    streams.add(new Lazy(part));
                }
                return new SequenceInputStream(Collections.enumeration(streams));
            }
        };
    }
}
