package io.calvinverse.logs.enrich;

import io.calvinverse.logs.spool.BuildFacts;
import java.util.ArrayList;
import java.util.List;

/** Successive lines of one build, ready to be sent: one JSON array of records. Once sent it is not changed any more. */
public final class Batch {
    private static final int FEW = 16 << 10;

    private final String build;
    private final BuildFacts facts;
    private final JsonBytes json = new JsonBytes(FEW);
    private final JsonBytes texts = new JsonBytes(FEW);
    private final List<LineRecord> records = new ArrayList<>();

    /**
     * @param build key of the build
     * @param facts of the build
     */
    public Batch(String build, BuildFacts facts) {
        this.build = build;
        this.facts = facts;
    }

    public String build() {
        return build;
    }

    public BuildFacts facts() {
        return facts;
    }

    public List<LineRecord> records() {
        return records;
    }

    public boolean isEmpty() {
        return records.isEmpty();
    }

    /** Bytes of the JSON array. */
    public int size() {
        return json.length() + 1;
    }

    /** The JSON array: {@link #size()} bytes of this buffer. */
    public byte[] array() {
        int length = json.length();
        json.ascii("]");
        byte[] bytes = json.bytes();
        // The next record, should there be one, goes where the bracket is.
        json.length(length);
        return bytes;
    }

    /** The lines' texts, UTF-8, one after another. */
    public byte[] texts() {
        return texts.bytes();
    }

    JsonBytes next() {
        return json.ascii(records.isEmpty() ? "[" : ",");
    }

    JsonBytes text() {
        return texts;
    }

    void add(LineRecord record) {
        records.add(record);
    }
}
