package io.calvinverse.environments.configuration.ledger;

import io.calvinverse.environments.configuration.store.Content;
import io.calvinverse.environments.configuration.store.Entry;
import io.calvinverse.environments.configuration.store.Operation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A text of any length over several keys, each of which fits into a transaction. */
final class Parts {
    private static final int SIZE = 128 * 1024;

    private Parts() {}

    static List<Operation> write(String path, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<Operation> parts = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += SIZE) {
            String key = path + String.format(Locale.ROOT, "%05d", parts.size());
            parts.add(new Operation.Set(
                    key, Content.of(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + SIZE)))));
        }
        return parts;
    }

    /** Of all entries below the path, in the order of their keys. */
    static String read(List<Entry> parts) {
        byte[] all =
                new byte[parts.stream().mapToInt(part -> part.content().size()).sum()];
        int at = 0;
        for (Entry part : parts) {
            byte[] bytes = part.content().bytes();
            System.arraycopy(bytes, 0, all, at, bytes.length);
            at += bytes.length;
        }
        return new String(all, StandardCharsets.UTF_8);
    }

    /** What a text is recognised by. */
    static String digest(String text) {
        return Content.of(text).digest();
    }
}
