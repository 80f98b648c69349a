package io.calvinverse.environments.configuration.simulation;

import io.calvinverse.environments.configuration.store.Content;
import io.calvinverse.environments.configuration.store.Entry;
import io.calvinverse.environments.configuration.store.KeyValues;
import io.calvinverse.environments.configuration.store.Limits;
import io.calvinverse.environments.configuration.store.Operation;
import io.calvinverse.environments.configuration.store.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Consul's manners in memory: what the contract test asks of both. Not thread-safe. */
public final class MemoryStore implements KeyValues {
    private record Session(Instant end, Duration life) {}

    private final Clock clock;
    private final Limits limits;
    private TreeMap<String, Entry> entries = new TreeMap<>();
    private final Map<String, Session> sessions = new HashMap<>();
    private long index = 10;

    public MemoryStore(Clock clock, Limits limits) {
        this.clock = clock;
        this.limits = limits;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<Entry> read(String prefix) {
        expire();
        return List.copyOf(
                entries.subMap(prefix, true, prefix + Character.MAX_VALUE, true).values());
    }

    @Override
    public Map<String, Content> get(Collection<String> keys) {
        Map<String, Content> found = new LinkedHashMap<>();
        for (String key : keys) {
            if (entries.containsKey(key)) {
                found.put(key, entries.get(key).content());
            }
        }
        return found;
    }

    @Override
    public List<String> keys(String prefix) {
        return read(prefix).stream().map(Entry::key).toList();
    }

    @Override
    public Outcome commit(List<Operation> operations) {
        if (!limits.allow(operations)) {
            throw new IllegalArgumentException("a transaction of " + operations.size() + " operations and "
                    + Limits.size(operations) + " bytes is more than " + limits);
        }
        expire();
        TreeMap<String, Entry> before = new TreeMap<>(entries);
        index++;
        for (int i = 0; i < operations.size(); i++) {
            String refusal = apply(operations.get(i));
            if (!refusal.isEmpty()) {
                entries = before;
                return new Outcome.Refused(List.of(new Outcome.Refusal(i, refusal)));
            }
        }
        return Outcome.COMMITTED;
    }

    private String apply(Operation operation) {
        Entry now = entries.get(operation.key());
        long at = now == null ? 0 : now.index();
        if (operation instanceof Operation.Set set) {
            write(set.key(), set.content(), now == null ? "" : now.session());
        } else if (operation instanceof Operation.Put put) {
            if (at != put.index()) {
                return "index is stale";
            }
            write(put.key(), put.content(), now == null ? "" : now.session());
        } else if (operation instanceof Operation.Delete delete) {
            if (at != 0 && at != delete.index()) {
                return "index is stale";
            }
            entries.remove(delete.key());
        } else if (operation instanceof Operation.Remove remove) {
            entries.remove(remove.key());
        } else if (operation instanceof Operation.Unchanged unchanged) {
            return at == unchanged.index() ? "" : "index is stale";
        } else {
            return lock(operation, now);
        }
        return "";
    }

    private String lock(Operation operation, Entry now) {
        String holder = now == null ? "" : now.session();
        if (operation instanceof Operation.Lock lock) {
            if (!sessions.containsKey(lock.session())) {
                return "invalid session";
            } else if (!holder.isEmpty() && !holder.equals(lock.session())) {
                return "lock is already held";
            }
            write(lock.key(), lock.content(), lock.session());
        } else if (operation instanceof Operation.Unlock unlock) {
            if (!holder.equals(unlock.session())) {
                return "lock isn't held, or is held by another session";
            }
            write(unlock.key(), unlock.content(), "");
        } else if (operation instanceof Operation.Holds holds && !holder.equals(holds.session())) {
            return "current session is not the holder";
        }
        return "";
    }

    /** As Consul: a write that changes nothing leaves the index. */
    private void write(String key, Content content, String session) {
        Entry now = entries.get(key);
        if (now == null || !now.content().equals(content) || !now.session().equals(session)) {
            entries.put(key, new Entry(key, content, index, session));
        }
    }

    private void expire() {
        Instant now = clock.instant();
        List.copyOf(sessions.entrySet()).stream()
                .filter(session -> now.isAfter(session.getValue().end()))
                .forEach(session -> endSession(session.getKey()));
    }

    @Override
    public String openSession(String label, Duration life) {
        String id = "session-" + ++index;
        sessions.put(id, new Session(clock.instant().plus(life), life));
        return id;
    }

    @Override
    public boolean renewSession(String session) {
        expire();
        return sessions.computeIfPresent(
                        session, (id, old) -> new Session(clock.instant().plus(old.life()), old.life()))
                != null;
    }

    @Override
    public void endSession(String session) {
        sessions.remove(session);
        index++;
        entries.replaceAll(
                (key, entry) -> entry.session().equals(session) ? new Entry(key, entry.content(), index, "") : entry);
    }
}
