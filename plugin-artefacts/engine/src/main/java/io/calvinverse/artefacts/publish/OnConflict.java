package io.calvinverse.artefacts.publish;

import java.util.Arrays;
import java.util.Locale;

/** What to do when another content is there already. */
public enum OnConflict {
    FAIL,
    SKIP,
    OVERWRITE;

    /** @throws IllegalArgumentException naming those there are */
    public static OnConflict of(String symbol) {
        return Arrays.stream(values())
                .filter(each -> each.symbol().equals(symbol))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "onConflict is 'fail', 'skip' or 'overwrite', not '" + symbol + "'"));
    }

    public String symbol() {
        return name().toLowerCase(Locale.ROOT);
    }
}
