package io.calvinverse.parts.story;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** What a story has started, ended in the opposite order. Thread-safe. */
public final class Stage implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /** Ends it with the story. */
    public synchronized <T extends AutoCloseable> T add(T part) {
        open.push(part);
        return part;
    }

    /** A part that is started when it is first asked for; where it cannot be had, whoever asks is told so each time. */
    public <T extends AutoCloseable> Supplier<T> once(Supplier<T> start) {
        return new Supplier<>() {
            private T part;

            @Override
            public synchronized T get() {
                if (part == null) {
                    part = add(start.get());
                }
                return part;
            }
        };
    }

    /** Ends all of it, also when some of it does not end well; the first trouble is thrown. */
    @Override
    public synchronized void close() throws Exception {
        Exception trouble = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                trouble = trouble == null ? e : trouble;
            }
        }
        if (trouble != null) {
            throw trouble;
        }
    }
}
