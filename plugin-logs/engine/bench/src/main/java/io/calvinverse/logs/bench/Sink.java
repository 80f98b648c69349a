package io.calvinverse.logs.bench;

import io.calvinverse.logs.enrich.Batch;
import io.calvinverse.logs.ship.Outcome;
import io.calvinverse.logs.ship.Target;
import java.util.function.Consumer;

/** Takes everything at once, and copies it as a socket would. */
final class Sink implements Target {
    private final String name;

    Sink(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public void send(Batch batch, Consumer<Outcome> outcome) {
        byte[] body = java.util.Arrays.copyOf(batch.array(), batch.size());
        outcome.accept(body.length > 0 ? Outcome.CONFIRMED : Outcome.failed("empty"));
    }

    @Override
    public String trouble() {
        return "";
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
