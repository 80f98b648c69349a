package io.calvinverse.logs.ship.amqp;

import io.calvinverse.logs.ship.Outcome;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/**
 * Messages published on a channel and not settled. Each is settled once: whoever takes it out tells its outcome. Any thread.
 */
final class Outstanding {
    private record Message(String id, long sent, Consumer<Outcome> outcome) {}

    private final ConcurrentNavigableMap<Long, Message> messages = new ConcurrentSkipListMap<>();
    /** Returned as unroutable: the broker confirms them all the same, right afterwards. */
    private final Set<String> returned = ConcurrentHashMap.newKeySet();

    void add(long number, String id, long now, Consumer<Outcome> outcome) {
        messages.put(number, new Message(id, now, outcome));
    }

    void returned(String id) {
        returned.add(id);
    }

    /** Returns whether any of them had been returned. */
    boolean settle(long number, boolean multiple, Outcome outcome, Outcome unroutable) {
        NavigableMap<Long, Message> settled =
                multiple ? messages.headMap(number, true) : messages.subMap(number, true, number, true);
        boolean lost = false;
        for (Map.Entry<Long, Message> each = settled.pollFirstEntry(); each != null; each = settled.pollFirstEntry()) {
            Message message = each.getValue();
            boolean back = returned.remove(message.id);
            lost |= back;
            message.outcome.accept(back ? unroutable : outcome);
        }
        return lost;
    }

    void fail(long number, Outcome outcome) {
        settle(number, false, outcome, outcome);
    }

    void failAll(Outcome outcome) {
        settle(Long.MAX_VALUE, true, outcome, outcome);
    }

    /** When the oldest was sent, in milliseconds since 1970; {@link Long#MAX_VALUE} for none. */
    long oldest() {
        Map.Entry<Long, Message> first = messages.firstEntry();
        return first == null ? Long.MAX_VALUE : first.getValue().sent;
    }
}
