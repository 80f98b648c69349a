package io.calvinverse.logs.bench;

import io.calvinverse.logs.spool.Sealer;

/** What is measured here is no encryption. */
final class NoSealer implements Sealer {
    @Override
    public String seal(String clear) {
        return clear;
    }

    @Override
    public String open(String sealed) {
        return sealed;
    }
}
